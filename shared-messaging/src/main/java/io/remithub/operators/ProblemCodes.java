package io.remithub.operators;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/** Every problem has a code, a title and a type with a page, those of the framework too. */
@ApplicationScoped
class ProblemCodes implements ProblemPostProcessor {

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey("code")) {
            return problem;
        }
        var refusal = Refusal.of(problem.getStatusCode());
        return HttpProblem.builder(problem)
                .withType(refusal.type())
                .withTitle(refusal.title())
                .with("code", refusal.code())
                .build();
    }
}
