package io.remithub.posting.application;

import io.remithub.posting.application.PostingViews.Attempt;
import io.remithub.posting.application.PostingViews.Filter;
import io.remithub.posting.application.PostingViews.Stray;
import io.remithub.posting.application.PostingViews.View;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows postings, their attempts, and what partners said of transactions that are none of ours. */
@ApplicationScoped
public class ReadPostings {

    /** A posting with its attempts. */
    public record Whole(View view, List<Attempt> attempts) {}

    private final PostingViews views;

    ReadPostings(PostingViews views) {
        this.views = views;
    }

    @Transactional
    public List<View> page(Filter filter, String after, int limit) {
        return views.page(filter, after, limit);
    }

    @Transactional
    public @Nullable Whole one(String id) {
        var view = views.one(id);
        return view == null ? null : new Whole(view, views.attempts(id));
    }

    @Transactional
    public List<Stray> strays(int limit) {
        return views.strays(limit);
    }
}
