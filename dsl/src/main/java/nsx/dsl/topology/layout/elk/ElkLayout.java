package nsx.dsl.topology.layout.elk;

import java.util.ArrayList;
import java.util.List;
import nsx.dsl.topology.layout.Layout;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** The layered layout of the Eclipse Layout Kernel (eclipse.dev/elk). Only this class uses that library. */
public final class ElkLayout implements Layout {
    private static final double BETWEEN = 24;
    private static final double MARGIN = 16;

    private final ElkNode root = ElkGraphUtil.createGraph();
    private final List<ElkNode> nodes = new ArrayList<>();
    private final List<ElkEdge> edges = new ArrayList<>();

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    public ElkLayout(List<Size> boxes, List<Cable> cables) {
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 3 * BETWEEN);
        root.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, BETWEEN);
        boxes.forEach(this::box);
        cables.forEach(this::cable);
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    }

    private void box(Size size) {
        ElkNode node = ElkGraphUtil.createNode(root);
        node.setDimensions(size.width(), size.height());
        node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        nodes.add(node);
    }

    private void cable(Cable cable) {
        ElkPort from = port(nodes.get(cable.from()), PortSide.EAST, cable.fromY());
        ElkPort to = port(nodes.get(cable.to()), PortSide.WEST, cable.toY());
        edges.add(ElkGraphUtil.createSimpleEdge(from, to));
    }

    private static ElkPort port(ElkNode node, PortSide side, double y) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setLocation(side == PortSide.EAST ? node.getWidth() : 0, y);
        port.setProperty(CoreOptions.PORT_SIDE, side);
        return port;
    }

    @Override
    public Area whole() {
        return new Area(0, 0, root.getWidth(), root.getHeight());
    }

    @Override
    public Area box(int number) {
        ElkNode node = nodes.get(number);
        return new Area(node.getX(), node.getY(), node.getWidth(), node.getHeight());
    }

    @Override
    public List<Point> cable(int number) {
        ElkEdgeSection section = edges.get(number).getSections().get(0);
        List<Point> points = new ArrayList<>();
        points.add(new Point(section.getStartX(), section.getStartY()));
        for (ElkBendPoint bend : section.getBendPoints()) {
            points.add(new Point(bend.getX(), bend.getY()));
        }
        points.add(new Point(section.getEndX(), section.getEndY()));
        return points;
    }
}
