package dev.anneal.dsl.script

import com.sun.management.ThreadMXBean
import dev.anneal.dsl.LoanTypes
import dev.anneal.dsl.Mutations
import dev.anneal.dsl.draft.Draft
import dev.anneal.dsl.yaml.YamlReader
import dev.anneal.engine.plan.Planner
import dev.anneal.engine.problem.InvalidWorkflowException
import dev.anneal.engine.problem.Place
import dev.anneal.engine.problem.Problem
import dev.anneal.engine.trigger.CronSyntax
import java.lang.management.ManagementFactory
import java.nio.file.Path
import org.apache.groovy.parser.antlr4.GroovyLexer
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

/**
 * Whatever a file holds, reading it gives specs or problems, each with its place, in our own words, soon and in little
 * memory. A seed and a number name each text, so that one that was found can be found again.
 */
class FuzzSpec extends Specification {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.threadMXBean
    private static final long MOST_BYTES = 256L << 20
    private static final long MOST_NANOS = 1_000_000_000L
    /** Groovy's own words, which say nothing to somebody who writes workflow files. */
    private static final String FOREIGN = /\b(?:java|groovy|groovyjarjar\w*|org\.codehaus|org\.apache|dev\.anneal)\.[a-z]+\.\w+|\b\w+Exception\b|\b\w+Error\b|\tat |/ +
            /\b(?:GString\w*|LinkedHashMap|ArrayList|Closure|WorkflowScript|workflow_file|wordAt|nameAt|valueAt|capturedAt|Handle|ASTNode|ClassNode)\b/
    /** With these a mutant could do something other than declare: such a one is compiled, and not run. */
    private static final Set<Integer> ACTIVE = [GroovyLexer.NEW, GroovyLexer.WHILE, GroovyLexer.FOR, GroovyLexer.DO, GroovyLexer.DEF, GroovyLexer.VOID,
                                                GroovyLexer.CapitalizedIdentifier, GroovyLexer.METHOD_POINTER, GroovyLexer.METHOD_REFERENCE, GroovyLexer.MUL,
                                                GroovyLexer.IMPORT, GroovyLexer.POWER, GroovyLexer.LT, GroovyLexer.SPREAD_DOT] as Set

    static final CronSyntax CRON = { String text -> Optional.empty() } as CronSyntax
    static final def CATALOG = LoanTypes.catalog()

    @Timeout(300)
    def "mutants of the YAML files end in specs or in problems"() {
        expect:
        survives('yaml', 11, 12_000)
    }

    @Timeout(300)
    def "mutants of the Groovy files end in specs or in problems"() {
        expect:
        survives('groovy', 12, 700)
    }

    @Requires({ Boolean.getBoolean('anneal.soak') })
    def "a hundred thousand mutants end in specs or in problems"() {
        expect:
        survives('yaml', 21, 80_000)
        survives('groovy', 22, 20_000)
    }

    private static boolean survives(String form, long seed, int count) {
        def mutations = new Mutations(Mutations.corpus(form), seed)
        2_000.intdiv(form == 'yaml' ? 1 : 40).times { read(form, new Mutations(Mutations.corpus(form), 1).next()) }
        count.times { number ->
            def text = mutations.next()
            def thread = Thread.currentThread().id
            long bytes = THREADS.getThreadAllocatedBytes(thread)
            long nanos = THREADS.currentThreadCpuTime
            def problems
            try {
                problems = read(form, text)
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError fault) {
                throw new AssertionError("fault on $form $seed/$number:\n$text", fault)
            }
            nanos = THREADS.currentThreadCpuTime - nanos
            bytes = THREADS.getThreadAllocatedBytes(thread) - bytes
            assert nanos < MOST_NANOS, "$form $seed/$number took ${nanos.intdiv(1_000_000)} ms:\n$text"
            assert bytes < MOST_BYTES, "$form $seed/$number took $bytes bytes:\n$text"
            problems.each { assert told(it, text), "$it, $form $seed/$number:\n$text" }
        }
        true
    }

    private static boolean told(Problem problem, String text) {
        def place = problem.place()
        def foreign = problem.message() =~ FOREIGN
        def lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/, -1).length
        boolean ours = !foreign.find() || text.contains(foreign.group())
        boolean placed = (place.line() >= 1 && place.column() >= 1 && place.line() <= lines + 1) || problem.code() == 'no-workflow'
        ours && placed && !problem.message().isBlank()
    }

    private static List<Problem> read(String form, String text) {
        def draft = new Draft(Path.of("/w.$form"), Place.ofFile("w.$form"), CATALOG, CRON)
        try {
            if (form == 'yaml') {
                YamlReader.read(text, draft)
            } else if (harmless(text)) {
                ScriptReader.read(text, draft)
            } else {
                ScriptReader.compile(text, draft)
            }
            def read = draft.build()
            def planner = new Planner(CATALOG)
            if (read.problems()) {
                return read.problems() + (read.plannable() ? planner.problems(read.file(), read.aftermath().doubts()) : [])
            }
            planner.plan(read.file())
            []
        } catch (InvalidWorkflowException invalid) {
            assert invalid.problems()
            invalid.problems()
        }
    }

    /** Whether a script can do nothing but say words. */
    private static boolean harmless(String text) {
        def tokens = ScriptText.of(text).tokens
        def types = tokens*.type
        boolean calls = types.indices.any { i ->
            types[i] in [GroovyLexer.DOT, GroovyLexer.SAFE_DOT] && i + 2 < types.size() &&
                    !(types[i + 2] in [GroovyLexer.DOT, GroovyLexer.SEMI, GroovyLexer.COMMA, GroovyLexer.NL, GroovyLexer.RBRACE, GroovyLexer.RPAREN, GroovyLexer.RBRACK,
                                       GroovyLexer.AND, GroovyLexer.OR, GroovyLexer.GT, GroovyLexer.GE, GroovyLexer.LE, GroovyLexer.EQUAL, GroovyLexer.ADD, GroovyLexer.SUB])
        }
        !calls && types.every { !(it in ACTIVE) }
    }
}
