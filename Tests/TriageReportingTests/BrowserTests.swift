import Foundation
import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReporting

/// The page in a real browser.
@Suite(.serialized, .enabled(if: Browser.isThere, Browser.absence)) struct BrowserTests {
    @Test func loadsNothingAndSaysNothing() throws {
        for diagnosis in [Cases.proxy413(), Cases.crowd(700)] {
            let visit = try Browser.visit(HTMLReporterTests.render(diagnosis))
            #expect(visit.console == [])
            #expect(visit.requests == [])
            // The script ran under the page's own policy: it made the buttons.
            #expect(visit.document.contains("class=\"copy\""))
        }
    }

    @Test func isCompleteWithoutScript() throws {
        let visit = try Browser.visit(HTMLReporterTests.render(Cases.people()), scripts: false)
        #expect(!visit.document.contains("class=\"copy\""))
        for words in ["The photo in AD is larger", "taro.yamada@contoso.example", "What to do", "Size of the photo"] {
            #expect(visit.document.contains(words))
        }
        let crowd = try Browser.visit(HTMLReporterTests.render(Cases.crowd(700)), scripts: false)
        #expect(crowd.document.contains("The worst 500 of 701."))
    }

    @Test func printsToPaper() throws {
        let visit = try Browser.visit(HTMLReporterTests.render(Cases.proxy413()), printing: true)
        #expect(visit.pdf > 10_000)
        #expect(visit.console == [])
    }

    /// What is drawn for the screen is as high as all its rows: it has no place on paper.
    @Test func printsTheFirstRowsOfManyAndNoEmptyPages() throws {
        let few = try Browser.visit(HTMLReporterTests.render(Cases.crowd(20)), printing: true)
        let many = try Browser.visit(HTMLReporterTests.render(Cases.crowd(5_000)), printing: true)
        // 500 rows take about 16 pages.
        #expect(many.pages > few.pages + 8 && many.pages < few.pages + 30)
        let visit = try Browser.visit(
            HTMLReporterTests.render(Cases.crowd(700)),
            observer: """
                const rows = () => document.querySelectorAll('table.list tbody tr').length;
                const search = document.getElementById('people-search');
                const steps = [];
                const printed = () => {
                  dispatchEvent(new Event('beforeprint'));
                  steps.push(rows(), document.querySelector('p.paper').textContent);
                };
                printed();
                search.value = 'person42';
                search.dispatchEvent(new Event('input'));
                printed();
                report(steps.join('|'));
                """)
        #expect(visit.report == "500|The first 500 of 701 rows.|11|11 rows chosen out of 701.")
    }

    @Test func runsNothingAndAddsNothingWhateverTheTextsHold() throws {
        let attack = """
            "><script>window.hacked=1</script><img src=x onerror="window.hacked=1"><svg onload="window.hacked=1">\
            </script></style></title><a href="javascript:window.hacked=1">x</a><iframe srcdoc="x"></iframe>
            """
        let names =
            "img iframe object embed link base form a[href^=javascript] [onerror] [onload] [onclick] [style]:not(#people-table *)"
        for verdict in [Diagnosis.Verdict.cause, .insufficient] {
            let page = HTMLReporterTests.render(
                Cases.every(attack, verdict: verdict), Cases.context(hostile: attack))
            let visit = try Browser.visit(
                page,
                observer: """
                    setTimeout(() => report([window.hacked === undefined,
                      document.querySelectorAll('\(names.replacingOccurrences(of: " ", with: ","))'.replace(',*)', ' *)')).length,
                      document.querySelectorAll('script:not([type])').length].join(' ')), 500);
                    """)
            #expect(visit.report == "true 0 3", "the page's own two scripts and the observer's, nothing else")
            let strict = try Browser.visit(page)
            #expect(strict.console == [])
            #expect(strict.requests == [])
        }
    }

    @Test func searchesSortsAndSavesAHundredThousandRows() throws {
        let visit = try Browser.visit(
            HTMLReporterTests.render(Cases.crowd(100_000)),
            observer: """
                let saved = '';
                URL.createObjectURL = (blob) => { blob.text().then((text) => { saved = text; }); return 'blob:none'; };
                HTMLAnchorElement.prototype.click = () => {};
                const say = () => document.getElementById('people-say').textContent;
                const steps = [say(), document.querySelectorAll('.grid-body .grid-row').length < 60];
                const search = document.getElementById('people-search');
                search.value = 'PERSON4242';
                search.dispatchEvent(new Event('input'));
                steps.push(say());
                document.querySelectorAll('.grid-head button')[5].click();
                document.querySelectorAll('.grid-head button')[5].click();
                steps.push(document.querySelector('.grid-body [role=cell]').textContent);
                [...document.querySelectorAll('.tool')].find((tool) => tool.textContent === 'Save as CSV').click();
                setTimeout(() => {
                  steps.push(saved.split('\\r\\n').length - 2);
                  report(steps.join('|'));
                }, 300);
                """, milliseconds: 20_000)
        #expect(
            visit.report
                == "100,001 rows|true|11 of 100,001 rows|person42429@contoso.example|11")
    }

    @Test func obeysKeysAndOpensWhatALinkLeadsTo() throws {
        let visit = try Browser.visit(
            HTMLReporterTests.render(Cases.proxy413()),
            observer: """
                const press = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
                let copied = '';
                Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { copied = text; } } });
                press('j'); press('j'); press('j');
                const steps = [document.querySelectorAll('.current').length];
                const closed = document.querySelectorAll('.current details:not([open])').length;
                press('o');
                steps.push(closed > 0, document.querySelectorAll('.current details:not([open])').length);
                press('c');
                press('?');
                steps.push(document.querySelector('dialog').open);
                location.hash = '#open-cause-photo-over-exo-limit';
                setTimeout(() => {
                  steps.push(copied.length > 0, document.getElementById('open-cause-photo-over-exo-limit').closest('details').open);
                  report(steps.join(' '));
                }, 300);
                """)
        #expect(visit.report == "1 true 0 true true true")
    }

    @Test(arguments: [500, 820, 1280]) func fitsEveryWidth(_ width: Int) throws {
        for diagnosis in [Cases.proxy413(), Cases.crowd(700), Cases.every(String(repeating: "x", count: 500))] {
            let visit = try Browser.visit(
                HTMLReporterTests.render(diagnosis),
                observer: "report(String(document.documentElement.scrollWidth <= innerWidth));", width: width)
            #expect(visit.report == "true")
        }
    }

    @Test func nothingStandsInTheWayOfPeopleWhoReadOtherwise() throws {
        guard let axe = Accessibility.script else {
            print("no axe-core here: the accessibility of the pages was not audited (scripts/setup --browser)")
            return
        }
        let visits: [(Diagnosis, dark: Bool, width: Int)] = [
            (Cases.proxy413(), false, 1280), (Cases.people(), true, 1280), (Cases.undecided(), false, 500),
            (Cases.healthy(), false, 1280), (Cases.crowd(700), true, 500),
        ]
        for (diagnosis, dark, width) in visits {
            let visit = try Browser.visit(
                HTMLReporterTests.render(diagnosis),
                observer: axe + """

                    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                      .then((result) => report(matchMedia('(prefers-color-scheme: dark)').matches + ' ' + (result.violations.map((found) => found.id + ': '
                        + found.nodes.map((node) => node.html.slice(0, 160)).join(' ; ')).join('\\n') || 'none')));
                    """, dark: dark, width: width, milliseconds: 30_000)
            #expect(visit.report == "\(dark) none")
        }
    }
}

/// axe-core, where a Python package brought it.
enum Accessibility {
    static let script: String? = {
        if let path = ProcessInfo.processInfo.environment["KBTRIAGE_AXE"] {
            return try? String(contentsOfFile: path, encoding: .utf8)
        }
        let kept = PackageRoot.url.appendingPathComponent(".build/axe-core")
        for case let file as URL in FileManager.default.enumerator(at: kept, includingPropertiesForKeys: nil) ?? .init()
        where file.lastPathComponent == "axe.min.js" {
            return try? String(contentsOf: file, encoding: .utf8)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import os,sys;[print(os.path.join(f,n)) for p in sys.path if os.path.isdir(p) for d in os.listdir(p) if d.startswith('axe') for f,_,ns in os.walk(os.path.join(p,d)) for n in ns if n=='axe.min.js']",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n").first.flatMap { try? String(contentsOfFile: String($0), encoding: .utf8) }
    }()
}
