package io.evobridge.resolver.core.merge;

/**
 * What a merge policy made of the versions of a key.
 *
 * @param winner the version whose image is the resolved record
 * @param reason one sentence for a person: why this one
 */
public record Decision(Version winner, String reason) {}
