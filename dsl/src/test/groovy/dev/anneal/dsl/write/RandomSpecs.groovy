package dev.anneal.dsl.write

import dev.anneal.engine.spec.CachePolicy
import dev.anneal.engine.spec.Concurrency
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Expression.Interpolation
import dev.anneal.engine.spec.Expression.ListOf
import dev.anneal.engine.spec.Expression.Literal
import dev.anneal.engine.spec.Expression.MapOf
import dev.anneal.engine.spec.Expression.Reference
import dev.anneal.engine.spec.Expression.Unary
import dev.anneal.engine.spec.Expression.UnaryOperator
import dev.anneal.engine.spec.Expressions
import dev.anneal.engine.spec.ParameterSpec
import dev.anneal.engine.spec.ParameterType
import dev.anneal.engine.spec.Placement
import dev.anneal.engine.spec.Repetition
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.WorkflowSpec
import java.lang.reflect.ParameterizedType
import java.time.Duration

/**
 * Random specs that a file can hold, the same for the same seed. A record is made of its components, each by its type, so
 * that what is new in a spec is in these the day it is there; what may not be just anything has a rule of its own below.
 */
class RandomSpecs {

    private static final List<String> TEXTS = ['a', "it's", 'say "x"', '$HOME/x', '$$', '$', '${x}', 'a $${b} c', 'x\ny\n', 'x\n  y', ' lead', 'trail ', '',
                                               'true', 'null', '1_000', '0x1f', '- a', 'a: b', 'a #b', '{a}', '[', '#', '!x', '&a', '*a', '%', '@', '`', 'ü €', '\t',
                                               'back\\slash', "'''", '"""', '\u0007', 'ends:', 'a, b', '? x', 'no', '...', '---', '2026-01-01', '1e3']
    private static final List<String> NAMES = ['a', 'b_1', 'alpha', 'default', '_c', 'Beta', 'in', 'with', 'x9']
    private static final List<String> TASKS = ['t1', 'load', 'fit_2', 'z']

    private static final Map<String, List<String>> SETTINGS = [shell: ['run', 'env', 'args', 'outputs'], train: ['data', 'settings', 'seed'],
                                                               'retrain-on-drift': ['with', 'report', 'needs'], request: ['with', 'workflow']]

    private final Random random
    private final Expressions expressions
    private boolean always
    private String type

    /** Values that components had, by record and component. */
    final Map<String, Set<Object>> seen = [:].withDefault { [] as Set }

    RandomSpecs(long seed) {
        random = new Random(seed)
        expressions = new Expressions(seed)
    }

    List<WorkflowSpec> file() {
        (0..random.nextInt(2)).collect { int i ->
            def made = make(WorkflowSpec) as WorkflowSpec
            new WorkflowSpec("w$i", made.description(), made.parameters(), made.triggers(), made.tasks(), made.outputs(), made.limits())
        }
    }

    private Object make(Class<?> type) {
        def values = type.recordComponents.collect { component ->
            def value = valueOf(type, component)
            seen["${type.simpleName}.${component.name}".toString()] << value
            value
        }
        type.getDeclaredConstructor(type.recordComponents*.type as Class[]).newInstance(values as Object[])
    }

    /** Of components that may not be just anything. */
    private Object valueOf(Class<?> record, component) {
        switch ("${record.simpleName}.${component.name}".toString()) {
            case 'WorkflowSpec.parameters': return distinct('p').collect { parameter(it) }
            case 'WorkflowSpec.triggers': return distinct('g').collect { renamed(component, it) }
            case 'WorkflowSpec.tasks': return tasks()
            case 'WorkflowSpec.outputs': return some { [(pick(NAMES)): text()] }.collectEntries { it }
            case 'TriggerSpec.cron': return pick(['0 0 3 * * ?', '0 0 * * * ?'])
            case 'TriggerSpec.zone': return pick(['UTC', 'Australia/Sydney'])
            case 'TaskSpec.type': return type = pick(SETTINGS.keySet() as List)
            case 'TaskSpec.settings': return settings()
            case 'Attempts.timeout': return maybe { Duration.ofSeconds(1 + random.nextInt(90)) }
            case 'Attempts.taskTimeout': return maybe { Duration.ofMinutes(90 + random.nextInt(90)) }
            case 'Limits.concurrency': return noted(pick([Concurrency.PARALLEL, new Concurrency(Concurrency.Policy.QUEUE, 1 + random.nextInt(4)),
                                                    new Concurrency(Concurrency.Policy.SKIP, 1), new Concurrency(Concurrency.Policy.CANCEL_RUNNING, 1)]))
            case 'Flow.after': return some { pick(TASKS) } as Set
            case 'Flow.when': return maybe { condition() }
            case 'Flow.always': return always
            case 'Flow.repetition': return maybe { random.nextBoolean() ? items() : until() }
            case 'RetryPolicy.on': return some { pick(['error', 'timeout', 'exit 137', 'infrastructure']) } as Set
            case 'RetryPolicy.backoff': return backoff()
            case 'Placement.resources': return resources()
            case 'Placement.pools': return some { [(pick(['db', 'licence'])): 1 + random.nextInt(3)] }.collectEntries { it }
            case 'Placement.priority': return pick([0, 0, -3, 7])
        }
        byType(component.genericType)
    }

    private Object byType(type) {
        switch (type) {
            case String: return pick(TEXTS)
            case boolean: return random.nextBoolean()
            case int: return random.nextInt(4)
            case Duration: return maybe { duration() }
            case CachePolicy: return noted(pick([CachePolicy.BY_TYPE, new CachePolicy(CachePolicy.Mode.ON, null, ''), new CachePolicy(CachePolicy.Mode.OFF, null, ''),
                                           new CachePolicy(CachePolicy.Mode.BY_TYPE, null, pick(['2', '02', 'b x'])), new CachePolicy(CachePolicy.Mode.ON, duration(), pick(['', '3']))]))
            case { it instanceof Class && it.isEnum() }: return pick(type.enumConstants as List)
            case { it instanceof Class && it.isRecord() }: return make(type)
        }
        throw new IllegalStateException("say here what may stand in a component of the type $type${type instanceof ParameterizedType ? ', a collection' : ''}")
    }

    private List<TaskSpec> tasks() {
        def names = TASKS.take(1 + random.nextInt(TASKS.size()))
        int last = random.nextInt(2)
        names.withIndex().collect { name, int i ->
            always = i > 0 && i >= names.size() - last
            def made = make(TaskSpec) as TaskSpec
            new TaskSpec(name, made.type(), made.settings(), made.flow(), made.attempts(), made.placement(), made.cache())
        }
    }

    private Object renamed(component, String name) {
        def type = (component.genericType as ParameterizedType).actualTypeArguments[0] as Class
        def made = make(type)
        type.getDeclaredConstructor(type.recordComponents*.type as Class[])
                .newInstance([name, *type.recordComponents.drop(1).collect { it.accessor.invoke(made) }] as Object[])
    }

    private ParameterSpec parameter(String name) {
        def type = pick(ParameterType.values() as List)
        def choices = type == ParameterType.CHOICE ? ['red', 'true', 'a b'].take(1 + random.nextInt(3)) : []
        def value = maybe {
            switch (type) {
                case ParameterType.INTEGER: return 5 as BigDecimal
                case ParameterType.DECIMAL: return 0.75
                case ParameterType.BOOLEAN: return random.nextBoolean()
                case ParameterType.DURATION: return '1h30m'
                case ParameterType.CHOICE: return choices[0]
                default: return pick(TEXTS)
            }
        }
        boolean ranged = type in [ParameterType.INTEGER, ParameterType.DECIMAL]
        def made = new ParameterSpec(name, type, value, value == null && random.nextBoolean(), pick(TEXTS), ranged ? maybe { -1_000 as BigDecimal } : null,
                ranged ? maybe { 12_500 as BigDecimal } : null, choices)
        ParameterSpec.recordComponents.each { seen["ParameterSpec.$it.name".toString()] << it.accessor.invoke(made) }
        made
    }

    private Map<String, Expression> settings() {
        def made = [:] as Map<String, Expression>
        some { made[pick(SETTINGS[type])] = data(2) }
        made
    }

    /** What stands as a value: references and texts with expressions in them, no bare operators. */
    private Expression data(int depth) {
        switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0: return new Literal(pick(TEXTS))
            case 1: return new Literal(pick([true, false, null, 0, -5, 0.7, 12_345.678, 1_000_000, 1500, 8080, new BigDecimal('1E+30')]))
            case 2: return Reference.of(*pick([['params', 'a'], ['load', 'data'], ['run', 'id']]))
            case 3: return text()
            case 4: return new ListOf(some { data(depth - 1) })
            default: return new MapOf(some { [(pick(NAMES + ['a b', "d'e", 'null'])): data(depth - 1)] }.collectEntries { it })
        }
    }

    private Expression text() {
        def reference = Reference.of('params', 'a')
        pick([new Interpolation([reference]), new Interpolation([new Literal('costs $'), reference]), new Interpolation([new Literal('$a b '), reference, new Literal(' ${c}')]),
              new Interpolation([new Literal('x: "'), reference, new Literal('"\n')]), new Interpolation([reference, Reference.of('run', 'id')])])
    }

    /** Of names that both forms can refer to. */
    private Expression condition() {
        expressions.tree(3)
    }

    private Repetition items() {
        def over = random.nextBoolean() ? new ListOf(some { data(1) }) : new MapOf([depth: new ListOf([new Literal(1)]), eta: Reference.of('load', 'list')])
        noted(new Repetition.ForEach(over, random.nextInt(3)))
    }

    private Repetition until() {
        noted(new Repetition.Repeat(new Unary(UnaryOperator.NOT, condition()), 1 + random.nextInt(4), maybe { duration() }, random.nextBoolean()))
    }

    private RetryPolicy.Backoff backoff() {
        def delay = duration()
        noted(pick([RetryPolicy.Backoff.SECOND, new RetryPolicy.Backoff(pick(RetryPolicy.Growth.values() as List), delay,
                delay.plus(pick([Duration.ZERO, Duration.ofHours(1)])), pick([0d, 0.2d, 0.123456789d, 1d]))]))
    }

    private Map<String, Expression> resources() {
        def made = [:]
        maybe { made.cpu = pick([new Literal(2), new Literal(0.5), Reference.of('params', 'a')]) }
        maybe { made.memory = pick([new Literal('2GB'), Reference.of('params', 'm'), new Interpolation([Reference.of('run', 'attempt'), new Literal('GB')])]) }
        maybe { made.gpu = new Literal(1) }
        made
    }

    private <R extends Record> R noted(R record) {
        record.class.recordComponents.each { seen["${record.class.simpleName}.$it.name".toString()] << it.accessor.invoke(record) }
        record
    }

    private Duration duration() {
        pick([Duration.ofSeconds(90), Duration.ofMillis(250), Duration.ofHours(48), Duration.ofMinutes(90), Duration.ofSeconds(3_725), Duration.ofMinutes(1_441)])
    }

    private List<String> distinct(String prefix) {
        (0..<random.nextInt(3)).collect { "$prefix$it".toString() }
    }

    private List some(Closure made) {
        (0..<random.nextInt(4)).collect { made() }
    }

    private Object maybe(Closure made) {
        random.nextBoolean() ? made() : null
    }

    private <T> T pick(List<T> from) {
        from[random.nextInt(from.size())]
    }
}
