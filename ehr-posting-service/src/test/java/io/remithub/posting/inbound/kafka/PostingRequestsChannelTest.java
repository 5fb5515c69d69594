package io.remithub.posting.inbound.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.events.postingrequests.PostingRequested;
import io.remithub.events.postingrequests.PostingResolved;
import io.remithub.posting.application.ResolvePosting;
import io.remithub.posting.domain.Purpose;
import io.remithub.schemas.Examples;
import org.junit.jupiter.api.Test;

class PostingRequestsChannelTest {

    @Test
    void the_example_of_a_request_is_read_with_all_that_decides_what_is_posted() {
        var example = Examples.of(PostingRequested.class);

        var request = PostingRequestsChannel.request(example);

        var money = request.money();
        assertThat(money.claim().paymentId()).isEqualTo(example.getPaymentId());
        assertThat(money.claim().claimIndex()).isEqualTo(example.getClaimIndex());
        assertThat(money.claim().issuance()).isEqualTo(example.getIssuance());
        assertThat(money.paid()).isEqualTo(example.getPaidAmount());
        assertThat(money.patientShare()).isEqualTo(example.getPatientResponsibility());
        assertThat(money.balanced()).isEqualTo(example.getBalanced());
        assertThat(money.review()).isEqualTo(example.getAutoPost().equals("REVIEW"));
        assertThat(request.paymentDate()).isEqualTo(example.getPaymentDate());
        assertThat(request.sealedRegistration())
                .hasSize(example.getSealedRegistration().remaining());
        assertThat(request.sealedClaim()).hasSize(example.getSealedClaim().remaining());
        assertThat(request).hasToString("[redacted]");
    }

    @Test
    void the_example_of_a_decision_is_one_that_can_be_carried_out() {
        var example = Examples.of(PostingResolved.class);

        assertThat(Purpose.valueOf(example.getPurpose())).isNotNull();
        assertThat(ResolvePosting.Action.valueOf(example.getAction())).isNotNull();
    }
}
