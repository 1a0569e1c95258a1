package dev.anneal.engine.execution;

import dev.anneal.engine.run.RunEvent;
import dev.anneal.engine.run.RunMachine;
import dev.anneal.engine.run.TaskState;
import dev.anneal.engine.run.TaskView;
import dev.anneal.engine.store.MailTable;
import dev.anneal.engine.store.MailTable.Message;
import java.time.Instant;

/** Messages to a run: taken in the transaction that journals what they ask for. */
final class RunMail {

    private RunMail() {}

    /** Does what has been asked; a signal that comes before its task waits for it is kept until that does. */
    static void read(RunMachine machine, Instant now, RunTransaction transaction) {
        String run = transaction.run().id();
        MailTable mail = transaction.tables().mail();
        for (Message message : mail.take(run)) {
            if (message.kind().equals(MailTable.CANCEL)) {
                String reason = String.valueOf(message.data().get("reason"));
                transaction.apply(new RunEvent.CancelRequested(now, reason));
            } else if (message.kind().equals(MailTable.SIGNAL)) {
                String task = String.valueOf(message.data().get("task"));
                String signal = String.valueOf(message.data().get("signal"));
                boolean told = transaction.apply(new RunEvent.TaskSignalled(now, task, signal, message.data()));
                if (!told && early(machine, task)) {
                    mail.send(run, message);
                }
            }
        }
    }

    /** Drops what nobody will ask for any more. */
    static void drop(RunTransaction transaction) {
        var unused = transaction.tables().mail().take(transaction.run().id());
    }

    private static boolean early(RunMachine machine, String task) {
        return machine.tasks().stream().anyMatch(view -> view.name().equals(task) && mayStillWait(view));
    }

    private static boolean mayStillWait(TaskView view) {
        return !view.state().ended() && view.state() != TaskState.SUSPENDED;
    }
}
