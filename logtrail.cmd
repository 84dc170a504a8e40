@echo off
rem logtrail.cmd: builds Logtrail if it is not built yet, then runs it. Not tested on Windows so far.
rem Unlike the logtrail script it does not notice changes: set LOGTRAIL_BUILD=1 to build again.
setlocal
set "ROOT=%~dp0"
set "JAR=%ROOT%deploy\standalone\target\logtrail.jar"

if defined LOGTRAIL_BUILD goto build
if exist "%JAR%" goto run

:build
echo logtrail: building; the first time downloads the libraries it needs 1>&2
pushd "%ROOT%"
call mvnw.cmd -q -B -Dquick -pl deploy/standalone -am package 1>&2
if errorlevel 1 (
  popd
  echo logtrail: the build failed 1>&2
  exit /b 1
)
popd

:run
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
rem The most heap: LOGTRAIL_HEAP, such as 512m; otherwise a quarter of the memory, 512 MB at most.
set "HEAP=-XX:MaxRAMPercentage=25 -XX:MaxRAM=2048m"
if defined LOGTRAIL_HEAP set "HEAP=-Xmx%LOGTRAIL_HEAP%"
"%JAVA%" -Xms64m %HEAP% -XX:+UseG1GC -XX:MaxGCPauseMillis=40 -XX:G1HeapRegionSize=4m -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:GCLockerRetryAllocationCount=1000 -XX:+ExitOnOutOfMemoryError -XX:MaxInlineLevel=6 -XX:FreqInlineSize=100 -XX:InlineSmallCode=1000 -XX:Tier4InvocationThreshold=40000 -XX:Tier4MinInvocationThreshold=5000 -XX:Tier4CompileThreshold=100000 -XX:Tier4BackEdgeThreshold=300000 -Dfile.encoding=UTF-8 %LOGTRAIL_JAVA_OPTS% -jar "%JAR%" %*
