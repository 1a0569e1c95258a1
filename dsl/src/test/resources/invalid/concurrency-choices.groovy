// 5:29 unknown-choice 'concurrency' is one of queue, skip, cancel-running, or a map such as {parallel: 3}; found 'paralel'.
// 6:29 unknown-word 'concurrency' has no 'paralell'. Did you mean 'parallel'?
// 6:29 missing 'concurrency' needs 'parallel', how many runs may go on side by side
// 7:39 wrong-type 'parallel' takes a whole number from 1 to 10000, found the number 0
workflow('a') { concurrency 'paralel'; tasks { shell('t') { run 'x' } } }
workflow('b') { concurrency paralell: 2; tasks { shell('t') { run 'x' } } }
workflow('c') { concurrency parallel: 0; tasks { shell('t') { run 'x' } } }
