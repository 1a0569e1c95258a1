package dev.anneal.engine.testing

import dev.anneal.engine.spec.Attempts
import dev.anneal.engine.spec.CachePolicy
import dev.anneal.engine.spec.Expression
import dev.anneal.engine.spec.Flow
import dev.anneal.engine.spec.Limits
import dev.anneal.engine.spec.ParameterSpec
import dev.anneal.engine.spec.ParameterType
import dev.anneal.engine.spec.Placement
import dev.anneal.engine.spec.Repetition
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

    static WorkflowSpec limited(WorkflowSpec workflow, Limits limits) {
        new WorkflowSpec(workflow.name(), workflow.description(), workflow.parameters(), workflow.triggers(),
                workflow.tasks(), workflow.outputs(), limits)
    }

    static TaskSpec task(Map<String, Object> options = [:], String name, String type, Map<String, Object> settings) {
        new TaskSpec(name, type, settings.collectEntries { key, value -> [key, expression(value)] },
                new Flow((options.after ?: []) as Set, options.when as Expression,
                        (options.runIf ?: (options.always ? RunIf.ALL_DONE : RunIf.ALL_SUCCEEDED)) as RunIf,
                        options.allowFailure as boolean, (options.onFailure ?: Flow.OnFailure.FINISH) as Flow.OnFailure,
                        options.repetition as Repetition, options.always as boolean),
                new Attempts((options.retry ?: RetryPolicy.NONE) as RetryPolicy, options.timeout as Duration,
                        options.taskTimeout as Duration),
                new Placement(((options.resources ?: [:]) as Map<String, Object>)
                        .collectEntries { key, value -> [key, expression(value)] },
                        (options.pools ?: [:]) as Map<String, Integer>, (options.priority ?: 0) as int,
                        (options.executor ?: Placement.Executor.LOCAL) as Placement.Executor),
                (options.cache ?: CachePolicy.BY_TYPE) as CachePolicy)
    }

    static ParameterSpec parameter(Map<String, Object> options = [:], String name, ParameterType type) {
        new ParameterSpec(name, type, options.value, options.value == null && options.required != false, '',
                options.min as BigDecimal, options.max as BigDecimal, (options.choices ?: []) as List<String>)
    }

    static Expression less(Object one, Object other) {
        new Expression.Binary(Expression.BinaryOperator.LESS, expression(one), expression(other))
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
