package dev.anneal.tasks.serving;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Collections and documents of endpoints. */
final class DeploymentRows {

    /** Key {@code endpoint}: its latest deployment. */
    static final String ENDPOINTS = "endpoints";
    /** Key {@code endpoint/number of the deployment}, padded. */
    static final String DEPLOYMENTS = "deployments";

    /** Key {@code run/task}: the deployment that it made. */
    static final String ORIGINS = "deployment-origins";

    private DeploymentRows() {}

    static String key(String endpoint, int number) {
        String digits = Integer.toString(number);
        return endpoint + "/" + "0".repeat(10 - digits.length()) + digits;
    }

    /** The number that {@link #key} put into a key. */
    static int sequence(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
    }

    static Map<String, Object> document(Deployment deployment) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("endpoint", deployment.endpoint());
        document.put("version", deployment.version());
        String previous = deployment.previous();
        if (previous != null) {
            document.put("previous", previous);
        }
        document.put("run", deployment.run());
        document.put("at", deployment.at().toString());
        return document;
    }

    static Deployment deployment(Map<String, Object> document) {
        return new Deployment(
                text(document, "endpoint"),
                text(document, "version"),
                (String) document.get("previous"),
                text(document, "run"),
                Instant.parse(text(document, "at")));
    }

    private static String text(Map<String, Object> document, String key) {
        return (String) Objects.requireNonNull(document.get(key), key);
    }
}
