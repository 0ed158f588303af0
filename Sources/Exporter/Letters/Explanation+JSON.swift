import Templating
package import Workspace

extension Explanation {
    /// As JSON, with a line for each printed value: `{"letter", "code", "name", "values": [{"text", "expression",
    /// "file", "line", "column", "pages", "inputs": [{"name", "value", "file", "line", "column", "cell", "raw",
    /// "label", "as_of", "source", "formula", "rows", "inputs"}]}]}`. No key is left out, what there is not is null.
    ///
    /// `pages` tells on which pages a value is; nil when that was not asked for. Of a `total` of rows without a value
    /// `skipped` tells how many these are; it is left out when there are none.
    package func json(
        of letter: String, to recipient: LetterRecipient, pages: ((Item) -> [Int])? = nil
    ) -> [UInt8] {
        var json = Array("{\"letter\": ".utf8)
        JSONString.append(letter, to: &json)
        json += ", \"code\": ".utf8
        JSONString.append(recipient.code.description, to: &json)
        json += ", \"name\": ".utf8
        JSONString.append(recipient.name, to: &json)
        json += ", \"values\": [".utf8
        for (index, item) in items.enumerated() {
            json += (index == 0 ? "\n  " : ",\n  ").utf8
            item.append(to: &json, pages: pages?(item))
        }
        json += "\n]}\n".utf8
        return json
    }
}

extension Explanation {
    /// As it was told before each printing had an entry of its own: what archives of that time hold.
    package var withoutRepetitions: Explanation {
        var known: Set<[String]> = []
        return Explanation(items.filter { known.insert([$0.text, $0.expression]).inserted })
    }
}

extension Explanation.Item {
    fileprivate func append(to json: inout [UInt8], pages: [Int]?) {
        json += "{\"text\": ".utf8
        JSONString.append(text, to: &json)
        json += ", \"expression\": ".utf8
        JSONString.append(expression, to: &json)
        place.append(to: &json)
        json += ", \"pages\": ".utf8
        json += (pages.map { "[\($0.map(String.init).joined(separator: ", "))]" } ?? "null").utf8
        inputs.append(to: &json)
        json.append(UInt8(ascii: "}"))
    }
}

extension [Explanation.Input] {
    fileprivate func append(to json: inout [UInt8]) {
        json += ", \"inputs\": [".utf8
        for (index, input) in enumerated() {
            if index > 0 { json += ", ".utf8 }
            input.append(to: &json)
        }
        json.append(UInt8(ascii: "]"))
    }
}

extension Explanation.Input {
    fileprivate func append(to json: inout [UInt8]) {
        json += "{\"name\": ".utf8
        JSONString.append(path, to: &json)
        json += ", \"value\": ".utf8
        JSONString.append(value.description, to: &json)
        origin.place.append(to: &json)
        let texts = [
            ("cell", origin.place.cell), ("raw", origin.text), ("label", origin.label),
            ("as_of", origin.asOf?.description), ("source", origin.source), ("formula", origin.formula),
        ]
        for (key, text) in texts {
            json += ", \"\(key)\": ".utf8
            if let text { JSONString.append(text, to: &json) } else { json += "null".utf8 }
        }
        json += ", \"rows\": \(origin.rows.map(String.init) ?? "null")".utf8
        if let skipped = origin.skipped { json += ", \"skipped\": \(skipped)".utf8 }
        inputs.append(to: &json)
        json.append(UInt8(ascii: "}"))
    }
}

extension Place {
    fileprivate func append(to json: inout [UInt8]) {
        json += ", \"file\": ".utf8
        JSONString.append(file, to: &json)
        json += ", \"line\": \(line.map(String.init) ?? "null"), \"column\": \(column.map(String.init) ?? "null")".utf8
    }
}
