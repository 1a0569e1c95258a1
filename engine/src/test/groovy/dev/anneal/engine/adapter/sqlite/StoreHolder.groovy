package dev.anneal.engine.adapter.sqlite

import groovy.transform.CompileStatic
import java.sql.DriverManager

/** Another process that is writing to a store: says so, and commits when its input ends. */
@CompileStatic
class StoreHolder {

    static void main(String[] arguments) {
        def connection = DriverManager.getConnection("jdbc:sqlite:${arguments[0]}")
        connection.createStatement().execute('BEGIN IMMEDIATE')
        connection.createStatement().execute("INSERT INTO records VALUES ('theirs', 'k', '{}')")
        new PrintWriter(new FileOutputStream(FileDescriptor.out), true).println('held')
        System.in.read()
        connection.createStatement().execute('COMMIT')
        connection.close()
    }
}
