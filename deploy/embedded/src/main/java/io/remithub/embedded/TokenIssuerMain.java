package io.remithub.embedded;

/** The issuer's own process: {@code port}. Leaves at the end of its standard input. */
public final class TokenIssuerMain {

    /** What it says once it answers. */
    public static final String READY = "ready";

    private TokenIssuerMain() {}

    public static void main(String[] args) throws Exception {
        try (var _ = TokenIssuer.start(Integer.parseInt(args[0]))) {
            System.out.println(READY);
            while (System.in.read() >= 0) {
                // nothing is ever said; the end of it is the message
            }
        }
        System.exit(0);
    }
}
