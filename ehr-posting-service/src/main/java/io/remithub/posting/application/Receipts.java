package io.remithub.posting.application;

import java.util.List;

/** Every notice that a partner sent by webhook, once. */
public interface Receipts {

    /** @return false when it was there */
    boolean add(Notice notice);

    /** Those that came before anybody here knew their transaction. */
    List<Notice> unmatched(String transactionId);

    void matched(Notice notice);
}
