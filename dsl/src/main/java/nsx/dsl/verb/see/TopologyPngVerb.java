package nsx.dsl.verb.see;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.FileOperations;
import nsx.dsl.op.ProgramOperations;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.topology.Sketch;
import nsx.dsl.topology.Svg;
import nsx.dsl.value.process.MountPath;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.process.Exit;
import nsx.process.Program;
import nsx.sys.Errno;
import nsx.sys.MemoryFile;
import nsx.sys.SysException;

/** {@code topology.png 'file'}: writes the picture as pixels. The user's rsvg-convert(1) converts the SVG. */
public final class TopologyPngVerb extends Verb {
    private static final String CONVERTER = "rsvg-convert";

    private static final Parameter<String> FILE =
            Parameter.required("file", Reader.text(Type.FILE), "the file to write");
    private static final Parameter<Integer> ZOOM = Parameter.named(
                    "zoom", Reader.integer(1, 8), "pixels for each unit of the SVG picture, in both directions")
            .otherwise(2);

    public TopologyPngVerb() {
        super(Entry.of(
                        "topology.png",
                        "a picture of all network namespaces as PNG; librsvg's rsvg-convert makes it",
                        Theme.SEEING)
                .takes(FILE, ZOOM, TopologyVerb.ONLY, TopologyVerb.DIFF)
                .example(
                        "a file for a chat or a ticket",
                        "netns 'a'\nveth 'a:eth0', 'port1'\ntopology.png '/run/lab.png'")
                .related("topology", "topology.svg"));
    }

    @Override
    public Object run(Call call) {
        if (call.get(FILE).isEmpty()) {
            throw new NsxException("topology.png: file cannot be empty").at("''");
        }
        String path = MountPath.absolute(call.get(FILE));
        String svg = Svg.of(Sketch.folded(TopologyVerb.look(call)));
        Program program = Program.of(CONVERTER, "--format=png", "--zoom=" + call.get(ZOOM));
        Object png = call.session()
                .change(List.of(ProgramOperations.ask(
                        call.session().here(call.session().host()), program, () -> convert(call, program, svg))));
        // a plan converts nothing
        byte[] content = png instanceof byte[] made ? made : new byte[0];
        call.session().change(List.of(FileOperations.write(call.session().host(), path, content)));
        return null;
    }

    private static byte[] convert(Call call, Program program, String svg) throws InterruptedException {
        try (MemoryFile picture = new MemoryFile("svg");
                MemoryFile pixels = new MemoryFile("png")) {
            picture.write(svg.getBytes(StandardCharsets.UTF_8));
            Optional<Exit> exit = call.session()
                    .programs()
                    .run(
                            call.session().host(),
                            program,
                            picture.fd().number(),
                            pixels.fd().number());
            if (exit.filter(Exit::isSuccess).isEmpty()) {
                throw new NsxException("cannot make the picture")
                        .because(CONVERTER + " " + exit.map(Exit::text).orElse("was stopped"))
                        .hint("topology.svg writes it without " + CONVERTER);
            }
            return pixels.content();
        } catch (SysException e) {
            throw e.errno() == Errno.ENOENT ? missing() : e;
        }
    }

    private static NsxException missing() {
        return new NsxException("topology.png needs the program " + CONVERTER)
                .because(
                        "no directory of PATH has it; it belongs to librsvg (Debian: librsvg2-bin, Fedora: librsvg2-tools)")
                .exit(ExitCode.UNSUPPORTED)
                .at("topology.png")
                .hint("topology.svg needs no program");
    }
}
