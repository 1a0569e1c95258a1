package dev.anneal.dsl

import dev.anneal.engine.plan.Capacity
import dev.anneal.engine.plan.Planner
import dev.anneal.engine.problem.InvalidWorkflowException
import dev.anneal.engine.problem.Problem
import dev.anneal.engine.spec.WorkflowFile
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** Files that can be read and never run: the planner says where and why. */
class UnplannableCorpusSpec extends Specification implements Reading {

    static final List<Path> FILES = Corpus.files('/unplannable')

    /** Four processors, 8 GB, one GPU, and a pool of three. */
    static final Capacity THERE = new Capacity([cpu: 4_000L, memory: 8_000_000_000_000L, gpu: 1_000L, db: 3_000L])

    def "#file.fileName is refused at the right places, in the right words"() {
        given:
        def text = Files.readString(file)

        expect:
        Corpus.announced(text, planned(read("w.${Corpus.extension(file)}", text)))

        where:
        file << FILES
    }

    private static List<Problem> planned(WorkflowFile file) {
        try {
            new Planner(LoanTypes.catalog()).within(THERE).plan(file)
            []
        } catch (InvalidWorkflowException invalid) {
            invalid.problems()
        }
    }
}
