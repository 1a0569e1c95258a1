package dev.anneal.engine.process

import dev.anneal.engine.task.CommandTask.Command
import groovy.transform.CompileStatic

import java.nio.file.Path

/** Another process that runs an attempt's command. Arguments: folder, the mark's parts, a text for sh. */
@CompileStatic
class Orchestrator {

    static void main(String[] arguments) {
        def folder = Path.of(arguments[0])
        def mark = new ProcessMark(arguments[1], arguments[2], arguments[3] as int, arguments[4] as long)
        new LocalProcess(folder, folder.resolve('log'), mark, LocalProcess.GRACE)
                .run(new Command(['sh', '-c', arguments[5]], [:], folder.resolve('work')))
    }
}
