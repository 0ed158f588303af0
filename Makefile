# make demo   installs what is missing, builds, and writes the sample letters to out/
# make test   installs what the tests need, and runs them
# make test-kill  kills the program a thousand times while it changes the registry, while it sends, and while it archives
# make bench  installs what the benchmark needs, and prints its tables
# make fuzz   gives what reads files of others a million inputs each; OPROEP_RUNS says how many, OPROEP_READERS which

# Of each: the library that Package.swift names, and what finds it. Any libcurl will do.
BUILD_PACKAGES := libxml2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev zlib1g-dev libqpdf-dev libsqlite3-dev libgmime-3.0-dev \
	libcurl=libcurl4-openssl-dev libminizip-dev ca-certificates pkg-config
# The judges of what is written: LibreOffice opens it, jing and the schema of emacs-common validate it, and so on.
TEST_PACKAGES := libreoffice-writer-nogui libreoffice-calc-nogui jing emacs-common poppler-utils fonts-liberation libxml2-utils unzip python3 \
	python3-venv file qpdf procps sqlite3 python3-aiosmtpd openssl faketime fontconfig
# Of accessibility, and what it needs; without PyMuPDF, which its rules of conformance do without.
ACCESSIBILITY_JUDGE := outloud==0.2.1 pikepdf==10.18.0 click==8.5.1 fonttools==4.68.0 lxml==6.1.3 packaging==26.4 pillow==13.0.0 \
	PyYAML==6.0.4
# The judges that Debian does not have: of bags, of what a file is by PRONOM, and of PDF/UA.
JUDGES := bagit==1.9.0 pygfried==2.2.0 $(ACCESSIBILITY_JUDGE)
# The C library of the floor that letters are measured against, what takes letters apart, and what makes PDF of them.
BENCH_PACKAGES := libdeflate-dev zlib1g-dev unzip python3 libreoffice-writer-nogui poppler-utils fonts-liberation fontconfig faketime

# The font of the house style: letters look alike on every machine that has it.
FONTS := fonts-liberation

SAMPLE := oproep-huisvesting-statushouders
SWIFT_BUILD := swift build --explicit-target-dependency-import-check error

.PHONY: demo build test test-kill fuzz bench lint format sanitize clean demo-packages build-packages test-packages bench-packages judges postfix

demo: demo-packages build
	.build/release/oproep check $(SAMPLE)
	.build/release/oproep render $(SAMPLE)
	@echo "Open one: out/$(SAMPLE)/GM0150-deventer.odt"

# With Swift's own libraries in it: runs where there is no Swift, starts sooner, and needs a fifth less time for a letter.
build: build-packages
	$(SWIFT_BUILD) --configuration release --product oproep --static-swift-stdlib -Xswiftc -use-ld=lld

test: test-packages judges postfix lint
	$(SWIFT_BUILD) --build-tests
	.ci/test swift test --skip-build

# A package of its own, with its own .build.
bench: bench-packages build
	$(SWIFT_BUILD) --package-path Tests/Benchmarks --configuration release
	Tests/Benchmarks/.build/release/benchmark .

# Kills the program at a thousand moments, others in each run; OPROEP_SEED repeats the run that a failure names. What is
# killed while it sends is the program for use, in memory: it has to write ten thousand letters a thousand times.
test-kill: test-packages build
	$(SWIFT_BUILD) --build-tests
	TMPDIR=/dev/shm OPROEP_PROGRAM=$(CURDIR)/.build/release/oproep OPROEP_KILLS=1000 OPROEP_SEED=$${OPROEP_SEED:-$$(date +%s)} \
	.ci/test swift test --skip-build --filter KillTests

# With the address sanitizer as well, which finds leaks. A build for use, in which tests may look.
fuzz: build-packages
	OPROEP_FUZZ=1 $(SWIFT_BUILD) --configuration release --product fuzzer --scratch-path .build-fuzz --sanitize fuzzer \
	--sanitize address -Xswiftc -enable-testing -Xswiftc -use-ld=lld
	LSAN_OPTIONS=suppressions=Tests/leaks.supp .ci/fuzz .build-fuzz/release/fuzzer .build-fuzz/found

lint:
	swift format lint --strict --parallel --recursive Sources Tests Package.swift

format:
	swift format --in-place --parallel --recursive Sources Tests Package.swift

# The tests that touch C, with the address sanitizer; but for those that run the built program, which then needs more than
# they give it. lld: gold warns of every section.
sanitize: test-packages judges postfix
	LSAN_OPTIONS=suppressions=Tests/leaks.supp \
	.ci/test swift test --sanitize=address --scratch-path .build-asan -Xlinker -fuse-ld=lld --filter 'DiskTests|ExporterTests|DeliveryTests|ArchiveTests' \
	--skip 'SendKillTests|SecretTests|HostileBagTests|ArchiveKillTests|AnywhereTests|SameBytesTests|PublicationTests'

clean:
	rm -rf .build .build-asan .build-fuzz Tests/Benchmarks/.build out

# All that a command needs is looked for before it begins.
demo-packages:
	@.ci/packages $(BUILD_PACKAGES) -- $(FONTS)

build-packages:
	@.ci/packages $(BUILD_PACKAGES)

test-packages:
	@.ci/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)

judges: test-packages
	@.ci/judges .build/judges $(JUDGES)

# Not installed, where it would become a service, but unpacked.
postfix: test-packages
	@.ci/postfix .build/postfix

bench-packages:
	@.ci/packages $(BUILD_PACKAGES) $(BENCH_PACKAGES)
