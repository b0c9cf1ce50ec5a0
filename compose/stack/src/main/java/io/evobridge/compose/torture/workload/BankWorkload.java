package io.evobridge.compose.torture.workload;

import io.evobridge.compose.Site;
import io.evobridge.compose.torture.history.Action;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Moves money between accounts. Rows are written in the order of their keys, so that two transfers never deadlock. */
final class BankWorkload implements Workload {

    private final RowSql accounts;
    private final List<String> keys = Shapes.accounts();

    BankWorkload(Site site) {
        this.accounts = new RowSql(site.table(Shapes.ACCOUNT));
    }

    @Override
    public void step(Client client, Random random) {
        int from = random.nextInt(keys.size());
        int to = (from + 1 + random.nextInt(keys.size() - 1)) % keys.size();
        long amount = random.nextInt(1, 50);
        String value = keys.get(to) + ":" + amount;
        client.perform(Action.TRANSFER, Shapes.ACCOUNT, keys.get(from), value, connection -> {
            boolean fromIsFirst = from < to;
            int first = fromIsFirst ? from : to;
            int second = fromIsFirst ? to : from;
            accounts.add(connection, keys.get(first), Shapes.BALANCE, fromIsFirst ? -amount : amount);
            accounts.add(connection, keys.get(second), Shapes.BALANCE, fromIsFirst ? amount : -amount);
            return Optional.empty();
        });
    }
}
