import Foundation
import Support
import Testing

/// What siegfried says files are, by the signatures of PRONOM: through pygfried, as 'make judges' installs it.
enum Siegfried {
    struct Answer: Decodable, Equatable {
        let puid: String
        let name: String
        let version: String
    }

    /// Nil when it is not there.
    static let python = Repository.judge("python")

    /// Of each file, in that order. One process: it takes a second to read the signatures.
    static func answers(_ python: String, _ paths: [String]) throws -> [Answer] {
        let script = """
            import json, pygfried, sys
            answers = []
            for path in sys.argv[1:]:
                match = pygfried.identify(path, detailed=True)['files'][0]['matches']
                answers.append({'puid': ' '.join(m['id'] for m in match), 'name': match[0].get('format', ''),
                                'version': match[0].get('version', '')})
            print(json.dumps(answers))
            """
        let output = try Program([python, "-c", script] + paths).output()
        return try JSONDecoder().decode([Answer].self, from: Data(output.utf8))
    }
}

extension Trait where Self == ConditionTrait {
    /// For what bagit or siegfried judges.
    static var judged: Self {
        .enabled(if: Siegfried.python != nil, "'make judges' could not install the judges from PyPI")
    }
}
