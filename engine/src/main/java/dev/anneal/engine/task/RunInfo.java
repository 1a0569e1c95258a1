package dev.anneal.engine.task;

import dev.anneal.engine.artifact.Digest;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The run that an attempt belongs to.
 *
 * @param workflowDigest of the spec
 * @param baseFolder that relative paths in settings start from: the workflow file's
 * @param parameters plain values
 * @param codeVersion git commit of the workflow's project; null where it is in none
 */
public record RunInfo(
        String id,
        String workflow,
        Digest workflowDigest,
        Path baseFolder,
        Map<String, Object> parameters,
        @Nullable String codeVersion) {}
