package io.remithub.images;

import io.remithub.rig.Part;

/** What is said of each image in a line. */
final class Titles {

    private Titles() {}

    static String of(Part part) {
        return switch (part) {
            case INTAKE -> "Remit Hub: the payers' front door";
            case ORCHESTRATOR -> "Remit Hub: the saga from acceptance to completion, and the operators' side";
            case POLLER -> "Remit Hub: claim-status tickets at the clearinghouse";
            case POSTING -> "Remit Hub: postings to health record and patient billing";
            case SANDBOX -> "Remit Hub: stand-ins for the partners, never for production";
        };
    }
}
