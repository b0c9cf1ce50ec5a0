package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import io.evobridge.compose.torture.history.Action;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An application that writes a register and reads its own write back in a loop, while others write the same one. */
final class SessionWorkload implements Workload {

    private static final int READS = 12;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final RowSql cells;
    private final List<String> keys = Shapes.sessions();

    SessionWorkload(Site site) {
        this.cells = new RowSql(site.table(Shapes.CELL));
    }

    @Override
    public void step(Client client, Random random) {
        String key = keys.get(random.nextInt(keys.size()));
        if (!RegisterWorkload.write(client, cells, key)) {
            return;
        }
        for (int i = 0; i < READS; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            boolean read = client.perform(
                            Action.READ,
                            Shapes.CELL,
                            key,
                            "",
                            connection -> cells.read(connection, key, Shapes.CONTENT))
                    .isOk();
            if (!read) {
                return;
            }
        }
    }
}
