package dev.anneal.engine.adapter.memory;

import dev.anneal.engine.adapter.memory.Table.Mailbox;
import dev.anneal.engine.store.MailTable;
import java.util.ArrayList;
import java.util.List;

/** Messages to runs: a list each, which goes when it is taken. */
record MemoryMail(MemoryTransaction transaction) implements MailTable {

    @Override
    public void send(String run, Message message) {
        List<Message> messages = new ArrayList<>(of(run));
        messages.add(message);
        transaction.put(Table.MAIL, run, new Mailbox(run, messages));
    }

    @Override
    public List<Message> of(String run) {
        Mailbox box = transaction.get(Table.MAIL, run);
        return box == null ? List.of() : box.messages();
    }

    @Override
    public List<Message> take(String run) {
        List<Message> taken = of(run);
        transaction.remove(Table.MAIL, run);
        return taken;
    }

    @Override
    public List<String> addressees() {
        return transaction.tree(Table.MAIL).values().stream().map(Mailbox::run).toList();
    }
}
