package io.evobridge.compose.torture.check;

import io.evobridge.compose.Rows;
import io.evobridge.compose.torture.history.Action;
import io.evobridge.compose.torture.workload.Shapes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The money of the bank stays the same, and every account holds what its transfers left there. */
final class BankCheck implements Check {

    private static final String NAME = "bank";

    @Override
    public List<Violation> of(FinishedRun run) {
        Map<String, Long> balances = new HashMap<>();
        Shapes.accounts().forEach(key -> balances.put(key, Shapes.OPENING_BALANCE));
        run.committed(Shapes.ACCOUNT, Action.TRANSFER).forEach(transfer -> {
            int colon = transfer.value().lastIndexOf(':');
            long amount = Long.parseLong(transfer.value().substring(colon + 1));
            balances.merge(transfer.key(), -amount, Long::sum);
            balances.merge(transfer.value().substring(0, colon), amount, Long::sum);
        });
        List<Violation> violations =
                new ArrayList<>(CounterCheck.differences(NAME, Shapes.ACCOUNT, Shapes.BALANCE, balances, run));
        BigDecimal opened = BigDecimal.valueOf(Shapes.OPENING_BALANCE * balances.size());
        run.states().keySet().forEach(place -> {
            BigDecimal total = total(run.rows(place, Shapes.ACCOUNT));
            if (total.compareTo(opened) != 0) {
                violations.add(new Violation(
                        NAME, "all accounts in " + place + " sum up to " + total + " instead of " + opened));
            }
        });
        return violations;
    }

    private static BigDecimal total(Rows accounts) {
        return accounts.byKey().keySet().stream()
                .map(key -> new BigDecimal(accounts.text(key, Shapes.BALANCE).orElse("0")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
