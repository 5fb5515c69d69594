package io.remithub.posting.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows a payment's postings. */
@ApplicationScoped
public class ReadPostings {

    private final Postings postings;

    ReadPostings(Postings postings) {
        this.postings = postings;
    }

    public List<Postings.Told> of(String paymentId) {
        return postings.ofPayment(paymentId);
    }
}
