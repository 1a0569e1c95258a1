package dev.anneal.tasks.serving;

import dev.anneal.tasks.data.DuckDb;
import dev.anneal.tasks.serving.segment.RowFormat;
import java.util.List;
import java.util.function.Consumer;

/** The true class of a prediction. */
record Label(String id, double value) {

    /** Labels of one endpoint. */
    static final class Format implements RowFormat<Label> {

        private static final List<Field> FIELDS =
                List.of(new Field("id", "VARCHAR", "id"), new Field("label", "DOUBLE", "label"));

        @Override
        public List<Field> fields() {
            return FIELDS;
        }

        @Override
        public String id(Label row) {
            return row.id();
        }

        @Override
        public List<String> texts(Label row) {
            return List.of(row.id(), Double.toString(row.value()));
        }

        @Override
        public Label row(String[] texts) {
            return new Label(texts[0], Double.parseDouble(texts[1]));
        }

        @Override
        public void read(DuckDb db, String relation, Consumer<Label> into) throws InterruptedException {
            db.query("SELECT id, label FROM " + relation, (result, first, rows) -> {
                for (int i = 0; i < rows; i++) {
                    into.accept(new Label(
                            result.chunk().vector(0).getString(i),
                            result.chunk().vector(1).getDouble(i)));
                }
            });
        }
    }
}
