// 13:5 unknown-word 'resources' | not known here yet
// 14:5 unknown-word 'archive' | not known here yet
// 15:5 unknown-word 'retention' | not known here yet
// 16:5 unknown-word 'include' | not known here yet
// 17:14 unknown-type 'list' | not known here yet
// 17:24 unknown-type 'date' | not known here yet
// 18:16 unknown-type 'file' | not known here yet
// 21:13 unknown-word 'image' | not known here yet
// 22:13 unknown-word 'env' | not known here yet
// 23:13 unknown-word 'outputs' | not known here yet
// 24:13 unknown-word 'tags' | not known here yet
workflow('w') {
    resources cpu: 4
    archive 'full'
    retention '30d'
    include 'x.yaml'
    params { list 'a'; date 'b' }
    triggers { file 'c', glob: 'x' }
    tasks {
        train('t') {
            image 'x'
            env A: 1
            outputs a: 'b'
            tags 'a'
        }
    }
}
