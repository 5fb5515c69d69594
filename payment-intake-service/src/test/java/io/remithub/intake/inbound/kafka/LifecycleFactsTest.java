package io.remithub.intake.inbound.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.intake.application.LifecycleFact;
import io.remithub.intake.domain.Money;
import io.remithub.messaging.Cause;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.schemas.Examples;
import io.remithub.schemas.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleFactsTest {

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"PAYMENTS_LIFECYCLE", "BATCHES_LIFECYCLE"})
    void every_event_of_the_lifecycle_streams_is_understood(Topic topic) {
        assertThat(topic.events())
                .allSatisfy(type -> assertThat(fact(topic, Examples.of(type))).isNotNull());
    }

    @Test
    void a_status_change_keeps_its_steps_and_the_progress_of_every_claim() {
        var example = Examples.of(PaymentStatusChanged.class);

        var moved = (LifecycleFact.PaymentMoved) fact(Topic.PAYMENTS_LIFECYCLE, example);

        assertThat(moved.payment().value()).isEqualTo(example.getPaymentId());
        assertThat(moved.status()).isEqualTo(example.getStatus());
        assertThat(moved.availableBalance()).isEqualTo(new Money(example.getAvailableBalance()));
        assertThat(moved.steps()).hasSameSizeAs(example.getSteps());
        var claim = example.getClaims().getFirst();
        assertThat(moved.claims().get(claim.getClaimIndex()).ticketId()).isEqualTo(claim.getTicketId());
        assertThat(moved.claims().get(claim.getClaimIndex()).outcome()).isEqualTo(claim.getOutcome());
    }

    @Test
    void an_exception_keeps_what_unblocks_it() {
        var example = Examples.of(PaymentExceptionOpened.class);

        var opened = (LifecycleFact.ExceptionOpened) fact(Topic.PAYMENTS_LIFECYCLE, example);

        assertThat(opened.causes()).hasSameSizeAs(example.getCauses());
        assertThat(opened.causes().getFirst().code())
                .isEqualTo(example.getCauses().getFirst().getCode());
        assertThat(opened.causes().getFirst().nextAction())
                .isEqualTo(example.getCauses().getFirst().getNextAction());
    }

    private static LifecycleFact fact(Topic topic, SpecificRecord event) {
        return LifecycleFacts.of(
                new ReceivedEvent("id", topic, "key", "subject", 1, "tenant", Instant.EPOCH, Cause.NONE, event));
    }
}
