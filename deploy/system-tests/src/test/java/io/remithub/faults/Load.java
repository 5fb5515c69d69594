package io.remithub.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.remithub.faults.Remittance.Flaw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Payers at work: random payments out of a seed, and everything that can be asked of them. */
final class Load {

    private static final int AT_ONCE = 24;

    private final String url;
    private final long seed;
    private final Told told;
    private final PatientOfTheRun patient;
    private final Patience patience;
    private final AtomicInteger payments = new AtomicInteger();
    private final Semaphore slots = new Semaphore(AT_ONCE);

    Load(String url, long seed, Told told, PatientOfTheRun patient, Patience patience) {
        this.url = url;
        this.seed = seed;
        this.told = told;
        this.patient = patient;
        this.patience = patience;
    }

    /** Returns when all is answered. */
    void run(int many, Duration spread) throws InterruptedException {
        long began = System.nanoTime();
        var running = new ArrayList<Thread>();
        for (int story = 0; payments.get() < many; story++) {
            slots.acquire();
            long due = began + spread.toNanos() * payments.get() / many;
            long early = (due - System.nanoTime()) / 1_000_000;
            if (early > 0) {
                Thread.sleep(early);
            }
            running.add(Thread.ofVirtual().start(story(story)));
        }
        for (var one : running) {
            one.join();
        }
    }

    int payments() {
        return payments.get();
    }

    private Runnable story(int number) {
        var random = new Random(seed * 1_000_003 + number);
        var name = "F%x-%d".formatted(seed & 0xffffff, number);
        var payer = new Payer(url, random.nextInt(3) == 0 ? Tenant.GLOBEX : Tenant.ACME, random, patience);
        int kind = random.nextInt(100);
        int size = kind < 80 ? kind < 70 ? 1 : 2 : 2 + random.nextInt(11);
        payments.addAndGet(size);
        return () -> {
            try {
                if (kind < 55) {
                    single(payer, random, name, registered(random, flaw(random)));
                } else if (kind < 70) {
                    held(payer, random, name);
                } else if (kind < 80) {
                    corrected(payer, random, name);
                } else {
                    batch(payer, random, name, size);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                told.astonishes(name + ": " + e);
            } finally {
                slots.release();
            }
        };
    }

    private static Flaw flaw(Random random) {
        int flaw = random.nextInt(20);
        return switch (flaw) {
            case 0 -> Flaw.NOT_REGISTERED;
            case 1 -> Flaw.OUT_OF_BALANCE;
            case 2 -> Flaw.PATIENT_UNKNOWN;
            case 3 -> Flaw.PATIENT_ONLY;
            default -> Flaw.NONE;
        };
    }

    /** Of single payments alone: what is replaced in a batch has other claims under the same names. */
    private static Flaw registered(Random random, Flaw flaw) {
        if (flaw == Flaw.NOT_REGISTERED && random.nextBoolean()) {
            return Flaw.REGISTERED_LATE;
        }
        return flaw == Flaw.NONE && random.nextInt(5) == 0 ? Flaw.REGISTERED_ANEW : flaw;
    }

    /** Issued, asked again, perhaps settled, perhaps voided and issued anew; some claims are registered in the meantime. */
    private void single(Payer payer, Random random, String name, Flaw flaw) throws InterruptedException {
        var remittance = Remittance.random(random, name, flaw, patient);
        register(payer, List.of(remittance));
        var accepted = issue(payer, remittance, Account.ACCT1);
        if (accepted == null) {
            return;
        }
        if (random.nextInt(4) == 0) {
            issue(payer, remittance, Account.ACCT1);
        }
        boolean before = random.nextBoolean();
        if (before) {
            registerLater(payer, random, remittance);
        }
        order(random, new Commands(payer, told), accepted);
        if (!before) {
            registerLater(payer, random, remittance);
        }
    }

    private static void order(Random random, Commands commands, Told.Accepted accepted) throws InterruptedException {
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                if (soon(random, () -> commands.voids(accepted)) && random.nextInt(2) == 0) {
                    commands.reissues(accepted);
                }
            }
            case 2 -> soon(random, () -> commands.settles(accepted));
            default -> {
                // left alone
            }
        }
    }

    private interface Command {
        boolean isTaken() throws InterruptedException;
    }

    /** It can be voided or settled once it is on its way: asked before that, one asks again. */
    private static boolean soon(Random random, Command command) throws InterruptedException {
        for (int tried = 0; tried < 5; tried++) {
            Thread.sleep(random.nextInt(2_000));
            if (command.isTaken()) {
                return true;
            }
        }
        return false;
    }

    private void held(Payer payer, Random random, String name) throws InterruptedException {
        var remittance = Remittance.random(random, name, Flaw.NONE, patient);
        register(payer, List.of(remittance));
        var accepted = issue(payer, remittance, Account.ACCT2);
        if (accepted == null) {
            return;
        }
        var commands = new Commands(payer, told);
        switch (random.nextInt(4)) {
            case 0 -> commands.cancels(accepted.batchId());
            case 1 -> {
                // left alone
            }
            default -> commands.releases(accepted);
        }
    }

    /** Paid, and corrected by a later remittance (CLP02 22). */
    private void corrected(Payer payer, Random random, String name) throws InterruptedException {
        var first = Remittance.random(random, name, Flaw.NONE, patient);
        register(payer, List.of(first));
        issue(payer, first, Account.ACCT1);
        Thread.sleep(random.nextInt(2_000));
        var second = Remittance.correcting(first, random, patient);
        register(payer, List.of(second));
        issue(payer, second, Account.ACCT1);
    }

    private void batch(Payer payer, Random random, String name, int size) throws InterruptedException {
        var remittances = new ArrayList<Remittance>();
        for (int number = 0; number < size; number++) {
            remittances.add(Remittance.random(random, name + "-" + number, flaw(random), patient));
        }
        register(payer, remittances);
        var account = random.nextInt(3) == 0 ? Account.ACCT1 : Account.ACCT2;
        var batches = new BatchOfPayer(payer, told, random, account);
        var batchId = batches.open(name, remittances);
        int cut = random.nextInt(size) + 1;
        var payments = new ArrayList<>(batches.add(batchId, name + "-a", remittances.subList(0, cut)));
        if (cut < size) {
            payments.addAll(batches.add(batchId, name + "-b", remittances.subList(cut, size)));
        }
        var commands = new Commands(payer, told);
        change(payer, random, commands, payments);
        if (random.nextInt(6) == 0) {
            return;
        }
        commands.starts(batchId);
        if (!account.holds()) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> commands.cancels(batchId);
            case 1 -> {
                // left alone
            }
            case 2, 3 -> {
                var some = payments.subList(0, random.nextInt(payments.size()) + 1);
                commands.releases(
                        batchId, some.stream().map(Told.Accepted::paymentId).toList());
                if (random.nextBoolean()) {
                    commands.releases(batchId);
                }
            }
            default -> commands.releases(batchId);
        }
    }

    /** Some payers think again before they start: another payment in place of one, or one less. */
    private void change(Payer payer, Random random, Commands commands, List<Told.Accepted> payments)
            throws InterruptedException {
        var changed = payments.get(random.nextInt(payments.size()));
        long others = payments.stream().mapToLong(Told.Accepted::amount).sum() - changed.amount();
        int kind = random.nextInt(6);
        if (kind == 0) {
            var other = Remittance.random(random, changed.reference(), Flaw.NONE, patient);
            register(payer, List.of(other));
            // Room for either, then for the one that it is: what is in a batch never exceeds what it is said to be.
            commands.amends(changed.batchId(), others + Math.max(changed.amount(), other.amount()), payments.size());
            commands.replaces(changed, other);
            commands.amends(changed.batchId(), others + other.amount(), payments.size());
        } else if (kind == 1 && payments.size() > 1) {
            commands.removes(changed);
            commands.amends(changed.batchId(), others, payments.size() - 1);
            payments.remove(changed);
        }
    }

    private void register(Payer payer, List<Remittance> remittances) throws InterruptedException {
        registerClaims(
                payer, remittances.stream().flatMap(it -> it.claims().stream()).toList());
    }

    private void registerLater(Payer payer, Random random, Remittance remittance) throws InterruptedException {
        if (!remittance.later().isEmpty()) {
            Thread.sleep(random.nextInt(3_000));
            registerClaims(payer, remittance.later());
        }
    }

    private void registerClaims(Payer payer, List<ObjectNode> registrations) throws InterruptedException {
        if (!registrations.isEmpty()) {
            var all = Samples.JSON.createObjectNode();
            all.putArray("claims").addAll(registrations);
            var answer = payer.post("/claims", all, null);
            if (answer.status() != 200) {
                told.astonishes("claims: " + answer);
                return;
            }
            answer.body()
                    .path("claims")
                    .forEach(claim -> told.add(new Told.Registered(
                            payer.tenant(), claim.path("claimKey").asText())));
        }
    }

    private Told.@Nullable Accepted issue(Payer payer, Remittance remittance, Account account)
            throws InterruptedException {
        var request = remittance.single(remittance.reference(), account);
        var answer = payer.post("/payments", request, payer.anyKey(remittance.reference()));
        if (answer.status() != 201 && answer.status() != 409
                || answer.text("paymentId").isEmpty()) {
            told.astonishes(remittance.reference() + ": " + answer);
            return null;
        }
        told.add(new Told.Opened(payer.tenant(), remittance.reference(), answer.text("batchId")));
        var accepted =
                Told.Accepted.of(payer.tenant(), remittance, answer.text("batchId"), answer.text("paymentId"), account);
        told.add(accepted);
        return accepted;
    }
}
