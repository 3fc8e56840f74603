package nsx.dsl.verb.language;

import java.util.List;
import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.plan.Precaution;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;
import nsx.inverse.Outstanding;

/** {@code atomic { … }}: makes all changes of a block or none. */
public final class AtomicVerb extends Verb {
    public AtomicVerb() {
        super(Entry.of(
                        "atomic",
                        "run a block whose changes are all taken back when one of its lines fails",
                        Theme.LANGUAGE)
                .takes(Parameter.block("its value is the value of its last line; a block inside is a savepoint"))
                .example(
                        "all or nothing",
                        "try {\n    atomic { netns 'a'; veth 'a:x', 'y'; assert false }\n} catch (AssertionError e) { }\nassert !links().any { it.name == 'y' }")
                .example("its value", "assert atomic { netns 'a' }.name == 'a'")
                .related("undo", "plan")
                .passesThrough());
    }

    @Override
    public Object run(Call call) {
        Session session = call.session();
        if (call.block().isEmpty()) {
            throw new NsxException("atomic needs a block with lines").hint("such as: atomic { bridge br0 }");
        }
        Optional<Precaution> precaution = precaution(session);
        List<Operation> section = session.history().open();
        precaution.ifPresent(session.history()::tell);
        try {
            Object value = Blocks.run(session, call.block().get());
            session.history().settle();
            return value;
        } catch (Throwable e) {
            // a line that Ctrl-C ends undoes its changes
            boolean interrupted = Thread.interrupted();
            try {
                takeBack(session, section);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            throw e;
        } finally {
            session.history().close(section);
            precaution.ifPresent(p -> end(session, p));
        }
    }

    /** The record of inverses for gc(), in case the run is killed in the outermost block. */
    private static Optional<Precaution> precaution(Session session) {
        boolean outermost = session.recorder().isNoting() && !session.history().isOpen();
        return outermost && session.foresight() == Foresight.NONE
                ? Optional.of(new Precaution(session, session.recorder()::tell, unsaid -> {}))
                : Optional.empty();
    }

    private static void end(Session session, Precaution precaution) {
        session.history().tellNoMore(precaution);
        if (precaution.hasSaid()) {
            session.recorder().tell(Outstanding.kept());
        }
    }

    private static void takeBack(Session session, List<Operation> section) {
        int changes = section.size();
        if (changes == 0) {
            return;
        }
        TakingBack back = new TakingBack(session);
        back.run("atomic", section);
        session.notice("atomic has taken back " + (changes == 1 ? "its change" : "its " + changes + " changes")
                + (back.left().isEmpty() ? "" : ", but not all") + back.gone());
        back.left().forEach(what -> session.notice("not taken back: " + what));
    }
}
