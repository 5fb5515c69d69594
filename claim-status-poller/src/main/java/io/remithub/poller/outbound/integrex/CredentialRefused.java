package io.remithub.poller.outbound.integrex;

/** The token endpoint refuses our client id or secret: no call was made. */
final class CredentialRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int httpStatus;

    CredentialRefused(int httpStatus) {
        super("the token endpoint answers " + httpStatus);
        this.httpStatus = httpStatus;
    }

    int httpStatus() {
        return httpStatus;
    }
}
