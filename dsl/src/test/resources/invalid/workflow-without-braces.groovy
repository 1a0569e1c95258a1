// 2:1 wrong-type a workflow is written workflow('name') { ... }
workflow 'w'
