package org.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.autodiff.check.OperatorSet;
import org.autodiff.ops.Decompositions;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What Maven Central asks of a project, and what users find in its jars. */
class PublishingTest {
  private static final Path TOP = Path.of("..");

  /** The jar or the folder of classes that a class comes from. */
  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Element pom(String path) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(TOP.resolve(path).toFile())
        .getDocumentElement();
  }

  /** The text of the first element at a path of names, "" where there is none. */
  private static String text(Element from, String... names) {
    Element at = from;
    for (String name : names) {
      Element child = null;
      for (Node node = at.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (child == null && node instanceof Element element && element.getTagName().equals(name)) {
          child = element;
        }
      }
      if (child == null) {
        return "";
      }
      at = child;
    }
    return at.getTextContent().strip();
  }

  @Test
  void theProjectSaysWhoseItIsAndWhereItLives() throws Exception {
    Element pom = pom("pom.xml");

    assertThat(text(pom, "name")).isNotEmpty();
    assertThat(text(pom, "description")).isNotEmpty();
    String home = text(pom, "url");
    assertThat(home).startsWith("https://");
    assertThat(text(pom, "licenses", "license", "name")).isEqualTo("Apache-2.0");
    assertThat(text(pom, "licenses", "license", "url")).startsWith("https://www.apache.org/");
    assertThat(text(pom, "developers", "developer", "name")).isNotEmpty();
    assertThat(text(pom, "developers", "developer", "url")).startsWith("https://");
    assertThat(text(pom, "scm", "url")).isEqualTo(home);
    assertThat(text(pom, "scm", "connection")).isEqualTo("scm:git:" + home + ".git");
    assertThat(text(pom, "scm", "developerConnection")).startsWith("scm:git:ssh://");
    assertThat(text(pom, "issueManagement", "url")).startsWith(home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"autodiff-core", "autodiff-ops", "autodiff-examples"})
  void aModuleHasANameAndADescription(String module) throws Exception {
    Element pom = pom(module + "/pom.xml");

    assertThat(text(pom, "name")).isEqualTo(module);
    assertThat(text(pom, "description")).isNotEmpty();
    assertThat(text(pom, "properties", "maven.deploy.skip"))
        .isEqualTo(module.equals("autodiff-examples") ? "true" : "");
  }

  @Test
  void aReleaseIsSignedAndHasNoSnapshots() throws Exception {
    String profile = text(pom("pom.xml"), "profiles", "profile");
    String xml = Files.readString(TOP.resolve("pom.xml"));

    assertThat(profile).startsWith("release");
    assertThat(xml)
        .contains("<requireReleaseVersion/>", "<requireReleaseDeps/>")
        .contains("<artifactId>maven-gpg-plugin</artifactId>")
        .contains("<artifactId>central-publishing-maven-plugin</artifactId>")
        .contains("<excludeArtifact>autodiff-examples</excludeArtifact>");
  }

  @ParameterizedTest
  @ValueSource(classes = {Tensor.class, Decompositions.class})
  void theLicenceAndTheModuleDescriptorAreInTheJar(Class<?> type) throws IOException {
    Path home = home(type);

    String licence = Files.readString(TOP.resolve("LICENSE"));
    if (Files.isDirectory(home)) { // the build has not come to the jars: mvn test
      assertThat(home.resolve("META-INF/LICENSE")).hasContent(licence);
      assertThat(home.resolve("module-info.class")).exists();
      return;
    }
    String stem = home.toString().replaceFirst("\\.jar$", "");
    try (FileSystem classes = FileSystems.newFileSystem(home);
        FileSystem sources = FileSystems.newFileSystem(Path.of(stem + "-sources.jar"));
        FileSystem pages = FileSystems.newFileSystem(Path.of(stem + "-javadoc.jar"))) {
      String name = type.getName().replace('.', '/');
      assertThat(classes.getPath("META-INF/LICENSE")).hasContent(licence);
      assertThat(classes.getPath("module-info.class")).exists();
      assertThat(sources.getPath("META-INF/LICENSE")).hasContent(licence);
      assertThat(sources.getPath(name + ".java")).exists();
      assertThat(pages.getPath(name + ".html")).exists();
      List<String> hidden = List.of("kernels", "operators");
      try (Stream<Path> files = Files.walk(pages.getPath("/"))) {
        assertThat(files.map(file -> String.valueOf(file.getFileName())))
            .noneMatch(file -> hidden.contains(file.replace("/", "")));
      }
    }
  }

  private static Configuration modules() {
    return ModuleLayer.boot()
        .configuration()
        .resolve(
            ModuleFinder.of(
                home(Tensor.class),
                home(Decompositions.class),
                home(DMatrixRMaj.class),
                home(CommonOps_DDRM.class)),
            ModuleFinder.of(),
            Set.of("org.autodiff.ops"));
  }

  private static Set<String> exports(String module) {
    ModuleDescriptor descriptor =
        modules().findModule(module).orElseThrow().reference().descriptor();
    return descriptor.exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toSet());
  }

  @Test
  void theModulesExportWhatTheJavadocShows() {
    assertThat(exports("org.autodiff.core"))
        .containsExactlyInAnyOrder(
            "org.autodiff",
            "org.autodiff.check",
            "org.autodiff.extend",
            "org.autodiff.graph",
            "org.autodiff.io");
    assertThat(exports("org.autodiff.ops"))
        .containsExactlyInAnyOrder("org.autodiff.nn", "org.autodiff.ops", "org.autodiff.ops.check");
  }

  @Test
  void theJavadocLeavesOutThePackagesThatAreNotExported() throws Exception {
    Set<String> hidden =
        Stream.of("org.autodiff.core", "org.autodiff.ops")
            .flatMap(
                name -> {
                  Set<String> packages =
                      new TreeSet<>(
                          modules()
                              .findModule(name)
                              .orElseThrow()
                              .reference()
                              .descriptor()
                              .packages());
                  packages.removeAll(exports(name));
                  return packages.stream();
                })
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(Files.readString(TOP.resolve("pom.xml")))
        .contains("<excludePackageNames>" + String.join(",", hidden) + "</excludePackageNames>");
  }

  @Test
  void theModulesWorkOnTheModulePath() throws Exception {
    ModuleLayer layer =
        ModuleLayer.boot()
            .defineModulesWithOneLoader(modules(), ClassLoader.getPlatformClassLoader());
    ClassLoader loader = layer.findLoader("org.autodiff.ops");
    Class<?> tensor = loader.loadClass("org.autodiff.Tensor");
    assertThat(tensor.getModule().getName()).isEqualTo("org.autodiff.core");
    Object matrix =
        tensor
            .getMethod("of", double[][].class)
            .invoke(null, (Object) new double[][] {{2, 0}, {0, 4}});
    // kernels of the core, a kernel of this module, and EJML
    Object inverse =
        loader
            .loadClass("org.autodiff.ops.Decompositions")
            .getMethod("inverse", tensor)
            .invoke(null, matrix);
    assertThat(inverse).hasToString("[[0.5  0.  ]\n [0.   0.25]]");
  }

  @Test
  void bothPathsRegisterTheSameOperatorSets() {
    Set<String> provided =
        modules().modules().stream()
            .flatMap(module -> module.reference().descriptor().provides().stream())
            .filter(provides -> provides.service().equals(OperatorSet.class.getName()))
            .flatMap(provides -> provides.providers().stream())
            .collect(Collectors.toSet());
    Set<String> onTheClassPath =
        ServiceLoader.load(OperatorSet.class).stream()
            .map(provider -> provider.type().getName())
            .collect(Collectors.toSet());

    assertThat(provided).isEqualTo(onTheClassPath);
  }
}
