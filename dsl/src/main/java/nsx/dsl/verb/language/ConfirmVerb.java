package nsx.dsl.verb.language;

import java.time.Duration;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.inverse.GuardProcess;
import nsx.sys.SysException;

/** {@code confirm(30.seconds) { … }}, {@code confirm()}: undoes changes unless somebody confirms them in time. */
public final class ConfirmVerb extends Verb {
    private static final Parameter<Duration> TIME = Parameter.optional(
                    "time",
                    Reader.duration("30.seconds"),
                    "time from the beginning of the block until its changes are taken back")
            .usually("with a block it must be given");

    public ConfirmVerb() {
        super(Entry.of(
                        "confirm",
                        "run a block whose changes are taken back unless confirm() comes in time, also when nsx was killed",
                        Theme.LANGUAGE)
                .takes(
                        TIME,
                        Parameter.block("its value is the value of its last line; without a block: what it did stays"))
                .example(
                        "a change that could cut the connection",
                        "confirm(30.seconds) { bridge br0 { up() } }\nconfirm()")
                .example(
                        "checked by the script",
                        "confirm(10.seconds) { bridge br0 }\nassert link('br0').mtu == 1500\nconfirm()")
                .related("atomic", "undo", "plan")
                .passesThrough());
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        if (call.block().isEmpty()) {
            return confirm(call, session);
        }
        if (!call.has(TIME)) {
            throw new NsxException("confirm needs a time for its block")
                    .hint("such as: confirm(30.seconds) { bridge br0 }");
        }
        if (session.foresight() != Foresight.NONE) {
            return Blocks.run(session, call.block().get());
        }
        if (session.unconfirmed().filter(u -> !u.isOver()).isPresent()) {
            throw new NsxException("confirm cannot begin")
                    .because("what an earlier confirm did is not confirmed yet")
                    .hint("confirm() keeps it");
        }
        Duration time = call.get(TIME);
        return new Confirming(session, guard(), time).run(call.block().get());
    }

    private static Object confirm(Call call, Session session) {
        if (call.has(TIME)) {
            throw new NsxException("confirm needs a block with lines")
                    .hint("such as: confirm(30.seconds) { bridge br0 }");
        }
        if (session.foresight() == Foresight.NONE) {
            session.unconfirmed()
                    .orElseThrow(() -> new NsxException("there is nothing to confirm")
                            .because("no confirm with a block is under way"))
                    .keep();
        }
        return null;
    }

    private static GuardProcess guard() {
        try {
            return GuardProcess.start();
        } catch (SysException | IllegalStateException e) {
            throw new NsxException("confirm cannot begin: the process that takes back does not start")
                    .because(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NsxException("interrupted");
        }
    }
}
