package io.remithub.operators;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.remithub.database.UnstorableText;
import jakarta.enterprise.context.ApplicationScoped;

/** Wherever it was written, in the path, the query or the body: the request is at fault. */
@ApplicationScoped
class TextsThatNobodyStores implements ProblemPostProcessor {

    private static final int BEFORE_IT_IS_LOGGED_AS_A_FAULT_OF_OURS = 200;

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        return UnstorableText.isCauseOf(context.cause)
                ? OperatorProblems.malformed("", "must not hold the character NUL in any text")
                : problem;
    }

    @Override
    public int priority() {
        return BEFORE_IT_IS_LOGGED_AS_A_FAULT_OF_OURS;
    }
}
