package dev.anneal.tasks.retrain;

import dev.anneal.engine.artifact.ValueType;
import dev.anneal.engine.run.RunRequests;
import dev.anneal.engine.task.CodeTask;
import dev.anneal.engine.task.Effect;
import dev.anneal.engine.task.OutputSpec;
import dev.anneal.engine.task.TaskContext;
import dev.anneal.engine.task.TaskDescription;
import dev.anneal.engine.task.TaskOutcome;
import dev.anneal.engine.task.WorldEffect;
import dev.anneal.tasks.monitor.MonitorReport;
import dev.anneal.tasks.request.RequestedParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code retrain-on-drift}: asks for a run that trains anew where a monitor found drift, within limits. */
public final class RetrainOnDriftTask implements CodeTask<RetrainSettings> {

    @Override
    public TaskDescription description() {
        return TaskDescription.of(
                "retrain-on-drift",
                1,
                WorldEffect.CHANGES_WORLD,
                RetrainSettings.class,
                "Asks for a run that trains anew where monitor found drift; bounded, and every decision written down.",
                new OutputSpec("requested", ValueType.BOOLEAN, "whether a run was requested"),
                new OutputSpec("decision", ValueType.TEXT, "requested, deferred, refused or none"),
                new OutputSpec("reason", ValueType.TEXT, "why, for a person"));
    }

    @Override
    public TaskOutcome run(RetrainSettings settings, TaskContext context) throws IOException {
        MonitorReport report = MonitorReport.read(
                Files.readString(context.artifacts().file(settings.report().digest())));
        List<LedgerEntry> ledger = LedgerEntry.of(context.records(), report.endpoint());
        Decision decision = settings.limits().decide(report, ledger);
        context.log(decision.kind().word() + ": " + decision.reason());
        List<Effect> effects = new ArrayList<>();
        if (decision.kind() != Decision.Kind.NONE || endsDeferral(report, ledger)) {
            effects.add(ledgerEffect(report, decision, settings.workflow()));
        }
        if (decision.kind() == Decision.Kind.REQUESTED) {
            effects.add(requestEffect(report, settings, decision));
        }
        Map<String, Object> outputs = new LinkedHashMap<>();
        outputs.put("requested", decision.kind() == Decision.Kind.REQUESTED);
        outputs.put("decision", decision.kind().word());
        outputs.put("reason", decision.reason());
        return new TaskOutcome.Succeeded(outputs).withEffects(effects.toArray(new Effect[0]));
    }

    /** Nothing to do is written down only where the ledger's reader still waits for the end of a deferral. */
    private static boolean endsDeferral(MonitorReport report, List<LedgerEntry> ledger) {
        if (ledger.isEmpty()) {
            return false;
        }
        LedgerEntry last = ledger.get(ledger.size() - 1);
        return last.decision() == Decision.Kind.DEFERRED && last.version().equals(report.version());
    }

    private static Effect requestEffect(MonitorReport report, RetrainSettings settings, Decision decision) {
        return RunRequests.effect(
                "drift/" + report.endpoint() + "/" + report.version() + "/" + report.windowEnd(),
                settings.workflow(),
                RequestedParameters.of(settings.workflow(), settings.with()),
                null,
                decision.reason());
    }

    private static Effect ledgerEffect(MonitorReport report, Decision decision, String workflow) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("endpoint", report.endpoint());
        data.put("decision", decision.kind().word());
        data.put("reason", decision.reason());
        data.put("version", report.version());
        put(data, "since", report.since());
        put(data, "at", report.at());
        put(data, "windowEnd", report.windowEnd());
        put(data, "position", report.watermark());
        data.put("rowsBefore", report.rowsBefore());
        data.put("timestamped", report.timestamped());
        if (decision.kind() == Decision.Kind.REQUESTED) {
            data.put("workflow", workflow);
        }
        return new Effect(WriteDecision.TYPE, data);
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
