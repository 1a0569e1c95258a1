package dev.anneal.engine.adapter.sqlite;

import dev.anneal.engine.codec.Json;
import dev.anneal.engine.store.MailTable;
import java.util.List;

/** Messages to runs. */
record SqliteMail(Transaction transaction) implements MailTable {

    @Override
    public void send(String run, Message message) {
        transaction.change(
                "INSERT INTO mail (run, kind, data, at) VALUES (?, ?, ?, ?)",
                run,
                message.kind(),
                Json.write(message.data()),
                message.at());
    }

    @Override
    public List<Message> of(String run) {
        return transaction.list("SELECT * FROM mail WHERE run = ? ORDER BY number", SqliteMail::message, run);
    }

    @Override
    public List<Message> take(String run) {
        List<Message> taken = of(run);
        if (!taken.isEmpty()) {
            transaction.change("DELETE FROM mail WHERE run = ?", run);
        }
        return taken;
    }

    @Override
    public List<String> addressees() {
        return transaction.list("SELECT DISTINCT run FROM mail ORDER BY run", row -> row.text("run"));
    }

    private static Message message(Row row) {
        return new Message(row.text("kind"), row.values("data"), row.moment("at"));
    }
}
