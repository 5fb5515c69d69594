package io.remithub.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.claimstatus.ClaimStatusFailed;
import io.remithub.events.claimstatus.ClaimStatusReceived;
import io.remithub.events.intake.BatchAmended;
import io.remithub.events.intake.BatchCancelRequested;
import io.remithub.events.intake.BatchOpened;
import io.remithub.events.intake.BatchReleaseRequested;
import io.remithub.events.intake.BatchStartRequested;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.intake.PaymentReissueRequested;
import io.remithub.events.intake.PaymentRemoved;
import io.remithub.events.intake.PaymentReplaced;
import io.remithub.events.intake.PaymentSettled;
import io.remithub.events.intake.PaymentVoidRequested;
import io.remithub.events.postings.PostingOutcome;
import io.remithub.events.registrations.ClaimRegistered;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.application.ObeyPayers;
import io.remithub.orchestrator.application.RecordClaimStatus;
import io.remithub.orchestrator.application.RecordPostings;
import io.remithub.orchestrator.application.RegisterClaims;
import io.remithub.schemas.Examples;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The examples of the shared schemas are read here as they stand. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ExamplesTest {

    @Inject
    ObeyPayers payers;

    @Inject
    RegisterClaims registrations;

    @Inject
    RecordClaimStatus statuses;

    @Inject
    RecordPostings postings;

    @Test
    void every_example_that_the_orchestrator_reads_does_what_it_says() {
        var paymentId = Examples.of(PaymentAccepted.class).getPayment().getPaymentId();

        read(registrations::handle, Topic.CLAIMS_REGISTRATIONS, ClaimRegistered.class);
        read(
                payers::handle,
                Topic.PAYMENTS_INTAKE,
                BatchOpened.class,
                BatchAmended.class,
                PaymentAccepted.class,
                PaymentReplaced.class);
        read(statuses::handle, Topic.CLAIMS_STATUS, ClaimStatusReceived.class, ClaimStatusFailed.class);
        read(postings::handle, Topic.EHR_POSTINGS, PostingOutcome.class);
        read(
                payers::handle,
                Topic.PAYMENTS_INTAKE,
                BatchStartRequested.class,
                BatchReleaseRequested.class,
                PaymentRemoved.class,
                PaymentSettled.class,
                PaymentVoidRequested.class,
                PaymentReissueRequested.class,
                BatchCancelRequested.class);

        assertThat(Operators.as("viewer")
                        .queryParam("paymentId", paymentId)
                        .get("/exceptions")
                        .jsonPath()
                        .getString("data[0].causes[0].code"))
                .isEqualTo("out-of-balance");
    }

    @SafeVarargs
    private static void read(
            Consumer<List<ReceivedEvent>> handler, Topic topic, Class<? extends SpecificRecord>... examples) {
        var events = Stream.of(examples)
                .map(example -> received(topic, Examples.of(example)))
                .toList();
        QuarkusTransaction.requiringNew().run(() -> handler.accept(events));
    }

    private static ReceivedEvent received(Topic topic, SpecificRecord payload) {
        var key = topic == Topic.PAYMENTS_INTAKE
                ? Examples.of(BatchOpened.class).getBatch().getBatchId()
                : Examples.of(PaymentAccepted.class).getPayment().getPaymentId();
        return Events.received(topic, key, payload);
    }
}
