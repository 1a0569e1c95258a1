package dev.anneal.engine.problem;

/**
 * A place in a file that a person wrote.
 *
 * @param file the path as the user gave it
 * @param line 1-based; 0 when only the file is known
 * @param column 1-based, in characters (Unicode code points; a tab is one); 0 when only the line is known
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

    public static Place ofFile(String file) {
        return new Place(file, 0, 0);
    }

    public Place shifted(int columns) {
        return new Place(file, line, column + columns);
    }

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
