package dev.anneal.runner;

import dev.anneal.runner.app.Release;
import picocli.CommandLine.IVersionProvider;

/** What {@code anneal --version} says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"anneal " + Release.number()};
    }
}
