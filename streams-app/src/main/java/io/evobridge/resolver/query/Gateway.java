package io.evobridge.resolver.query;

/**
 * What the API writes with.
 *
 * @param log takes the records
 * @param outcomes tells what became of writes; the resolver tells it
 * @param stale databases that nothing is written for now
 */
public record Gateway(ApiLog log, WaitingWrites outcomes, StaleNodes stale) {}
