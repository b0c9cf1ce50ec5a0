package io.evobridge.compose.torture.workload;

import java.util.Random;

/** What one process does over and over. */
@FunctionalInterface
interface Workload {

    /** One operation, or a few that belong together. Failures of the database are recorded, not thrown. */
    void step(Client client, Random random);
}
