// 3:10 duplicate-name two workflows of this file are called 'w', the first in line 2; names are unique
workflow('w') { tasks { shell('t') { run 'x' } } }
workflow('w') { tasks { shell('t') { run 'x' } } }
