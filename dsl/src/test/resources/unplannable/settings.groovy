// 7:9 unknown-task-type task 'a' has the type 'shel', which is unknown. Did you mean 'shell'?
// 8:15 missing-setting task 'b' (shell) needs 'run': any value.
// 9:35 unknown-setting task 'c' (shell) has no setting 'rum'. Did you mean 'run'?
// 10:57 never-cached task 'e' (deploy) changes the world outside its run | Leave 'cache' out.
workflow('w') {
    tasks {
        shel('a') { run 'x' }
        shell('b') { }
        shell('c') { run 'x'; rum 'y' }
        deploy('e') { version a.x; endpoint 'endpoint'; cache 'on' }
    }
}
