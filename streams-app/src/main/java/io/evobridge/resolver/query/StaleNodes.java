package io.evobridge.resolver.query;

import java.util.List;

/** Tells which databases are too far behind to be written for. */
@FunctionalInterface
public interface StaleNodes {

    /** None is, or nobody watches. */
    StaleNodes NONE = entity -> List.of();

    /** Names of the nodes with the entity that are beyond their staleness bound. */
    List<String> behind(String entity);
}
