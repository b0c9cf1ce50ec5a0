package io.evobridge.resolver.processor;

/** Names of the processor's children: the sinks that its records go to. */
public record Outputs(String changes, String resolved, String conflicts, String quarantine) {}
