package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.arjuna.coordinator.TransactionReaper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class TransactionsTest {

    /** What a thread does after its transaction was ended for it is committed statement by statement (seed 20, row 20). */
    @Test
    void nobody_ends_a_transaction_but_who_began_it() {
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(TransactionReaper.transactionReaper().numberOfTransactions())
                        .isZero());
    }
}
