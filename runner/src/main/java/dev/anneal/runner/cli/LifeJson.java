package dev.anneal.runner.cli;

import dev.anneal.runner.app.life.Life;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A life for programs. What is said of the endpoint with most predictions stands at the top. */
final class LifeJson {

    private LifeJson() {}

    static Map<String, Object> of(Life life) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", life.model());
        if (!life.endpoints().isEmpty()) {
            json.putAll(endpoint(life.endpoints().get(0)));
        } else {
            json.put("accuracy", Map.of());
            json.put("retrains", 0);
            json.put("alarms", List.of());
            json.put("drifts", List.of());
        }
        json.put(
                "versions",
                life.versions().stream()
                        .map(version -> {
                            Map<String, Object> view = new LinkedHashMap<>();
                            view.put("reference", version.reference());
                            view.put("number", version.number());
                            view.put("run", version.run());
                            view.put("metrics", version.metrics());
                            Views.put(view, "data", version.data());
                            Views.put(view, "codeVersion", version.codeVersion());
                            view.put("registeredAt", version.at());
                            return view;
                        })
                        .toList());
        json.put("runs", life.chapters().stream().map(LifeJson::chapter).toList());
        json.put("endpoints", life.endpoints().stream().map(LifeJson::endpoint).toList());
        return json;
    }

    private static Map<String, Object> endpoint(Life.EndpointLife endpoint) {
        Map<String, Object> accuracy = new LinkedHashMap<>();
        Views.put(accuracy, "healed", endpoint.accuracy().healed());
        Views.put(accuracy, "static", endpoint.accuracy().unhealed());
        Views.put(accuracy, "majority", endpoint.accuracy().majority());
        Views.put(accuracy, "noChange", endpoint.accuracy().noChange());
        Views.put(accuracy, "lastLabel", endpoint.accuracy().lastLabel());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("endpoint", endpoint.name());
        json.put("accuracy", accuracy);
        json.put("labelDelay", endpoint.accuracy().labelDelay());
        json.put("labelled", endpoint.accuracy().labelled());
        json.put("predictions", endpoint.accuracy().predictions());
        json.put("retrains", endpoint.retrains());
        json.put("alarms", endpoint.alarms());
        List<Map<String, Object>> drifts = new ArrayList<>();
        for (Life.Drift drift : endpoint.drifts()) {
            Map<String, Object> view = new LinkedHashMap<>();
            Views.put(view, "began", drift.began());
            Views.put(view, "found", drift.found());
            if (drift.began() != null && drift.found() != null) {
                view.put("after", drift.found() - drift.began());
            }
            drifts.add(view);
        }
        json.put("drifts", drifts);
        json.put("deployed", endpoint.versions());
        json.put("accuracyOverTime", endpoint.stretches());
        return json;
    }

    private static Map<String, Object> chapter(Life.Chapter chapter) {
        Map<String, Object> view = new LinkedHashMap<>(Views.run(chapter.run()));
        view.put("events", chapter.events());
        return view;
    }
}
