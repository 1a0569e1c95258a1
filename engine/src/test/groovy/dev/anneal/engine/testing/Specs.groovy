package dev.anneal.engine.testing

import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.ParameterSpec
import dev.anneal.engine.spec.ParameterType
import dev.anneal.engine.spec.RetryPolicy
import dev.anneal.engine.spec.RunIf
import dev.anneal.engine.spec.TaskSpec
import dev.anneal.engine.spec.WorkflowSpec

import java.time.Duration

/** Builds specs for specs. Text that begins with a dollar sign is a reference. */
class Specs {

    static WorkflowSpec workflow(String name, List<TaskSpec> tasks, List<ParameterSpec> parameters = []) {
        new WorkflowSpec(name, '', parameters, [], tasks)
    }

    static TaskSpec task(Map<String, Object> options = [:], String name, String type, Map<String, Object> settings) {
        new TaskSpec(name, type, settings.collectEntries { key, value -> [key, expression(value)] },
                (options.after ?: []) as Set, options.when as Expression,
                (options.runIf ?: RunIf.ALL_SUCCEEDED) as RunIf,
                (options.retry ?: RetryPolicy.NONE) as RetryPolicy, options.timeout as Duration)
    }

    static ParameterSpec parameter(Map<String, Object> options = [:], String name, ParameterType type) {
        new ParameterSpec(name, type, options.value, options.value == null && options.required != false, '',
                options.min as BigDecimal, options.max as BigDecimal, (options.choices ?: []) as List<String>)
    }

    static Expression expression(Object value) {
        if (value instanceof Expression) {
            return value
        } else if (value instanceof Map) {
            return new Expression.MapOf(value.collectEntries { key, item -> [key as String, expression(item)] })
        } else if (value instanceof List) {
            return new Expression.ListOf(value.collect { expression(it) })
        } else if (value instanceof String && value.startsWith('$')) {
            return new Expression.Reference(value.substring(1).split('\\.') as List)
        }
        new Expression.Literal(value)
    }
}
