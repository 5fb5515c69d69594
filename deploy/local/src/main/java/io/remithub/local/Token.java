package io.remithub.local;

import io.remithub.embedded.TokenIssuer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Prints an operator's token, for the header {@code Authorization: Bearer}. */
@Command(name = "token", description = "Prints a token: viewer, operator, second-operator, approver, admin or phi.")
final class Token implements Callable<Integer> {

    @Parameters(arity = "0..1", defaultValue = "operator")
    private String person = "operator";

    @Override
    public Integer call() {
        try {
            System.out.println(TokenIssuer.token(Issuer.ADDRESS, person));
            return ExitCode.OK;
        } catch (IllegalStateException none) {
            System.err.println("No token issuer answers: is the stack running? ./dev up");
            return ExitCode.SOFTWARE;
        }
    }
}
